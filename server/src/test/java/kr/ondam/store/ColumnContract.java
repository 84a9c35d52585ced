package kr.ondam.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import kr.ondam.conversation.DuplicateRow;
import kr.ondam.tenant.StoreUnavailable;
import org.junit.jupiter.api.Test;

/// What every database refuses because a column does not take it.
interface ColumnContract extends StoresOfTwoTenants {
  @Test
  default void A12_whatNoColumnTakesIsNotTakenForAnUnavailableStore() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    var large = Sample.incoming(sample().message(conversation, 2, "a".repeat(300_000)), "s/2");
    var progress = Sample.progress(conversation, 2);
    var batch = Sample.messages(Sample.LIFE, List.of(), List.of(large), List.of(progress));
    assertThat(catchThrowable(() -> stores().conversations().append(batch)))
        .isNotNull()
        .isNotInstanceOfAny(StoreUnavailable.class, DuplicateRow.class);
    assertThat(stores().conversations().messages(Sample.LIFE, conversation.id(), 1, 9)).isEmpty();
  }
}
