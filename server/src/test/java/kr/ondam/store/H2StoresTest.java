package kr.ondam.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class H2StoresTest implements StoresContract, ColumnContract {
  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init")
  private Database database;

  @SuppressWarnings("NullAway.Init")
  private Checkpoints checkpoints;

  @SuppressWarnings("NullAway.Init")
  private Stores stores;

  @SuppressWarnings("NullAway.Init")
  private Sample sample;

  @BeforeEach
  void open() {
    database = Database.file(folder);
    checkpoints = new Checkpoints(database, true);
    stores = Stores.of(new Transactions(database, checkpoints));
    sample = new Sample(stores);
    sample.fill();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  public Stores stores() {
    return stores;
  }

  @Override
  public Sample sample() {
    return sample;
  }

  @Test
  void A2_everyAnsweredWriteWasSyncedBefore() {
    var conversation = sample.open(Sample.LIFE, "u1", "s/1");
    long before = checkpoints.syncs();
    stores.conversations().keep();
    assertThat(checkpoints.syncs()).isEqualTo(before + 1);
    stores.conversations().classify(Sample.LIFE, conversation.id(), "110");
    assertThat(checkpoints.syncs()).isEqualTo(before + 2);
  }

  @Test
  void A5_whatWasStoredIsThereAfterAReopen() {
    var conversation = sample.open(Sample.LIFE, "u1", "s/1");
    database.close();
    open();
    assertThat(stores.conversations().find(Sample.LIFE, conversation.id())).contains(conversation);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:mem:x",
        "jdbc:h2:file:./x;INIT=RUNSCRIPT FROM 'a.sql'",
        "jdbc:h2:file:./x;trace_level_file=3",
        "jdbc:h2:file:./x;AUTO_SERVER=TRUE",
        "jdbc:h2:file:./x;WRITE_DELAY=500",
        "jdbc:mysql://localhost/x"
      })
  void CF32_CF33_CF34_dangerousAddressesAreRefused(String url) {
    assertThatThrownBy(() -> Database.open(url, "", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
