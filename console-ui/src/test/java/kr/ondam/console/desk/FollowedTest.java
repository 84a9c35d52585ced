package kr.ondam.console.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.UUID;
import kr.ondam.conversation.ConversationId;
import kr.ondam.tenant.StoreUnavailable;
import org.junit.jupiter.api.Test;

final class FollowedTest {
  private static final ConversationId FIRST = new ConversationId(new UUID(0, 1));
  private static final ConversationId SECOND = new ConversationId(new UUID(0, 2));

  private final Followed followed = new Followed();

  @Test
  void newsCountFromBeforeTheReadingOn() {
    var found =
        followed.open(
            FIRST,
            () -> {
              assertThat(followed.covers(FIRST)).isTrue();
              return Optional.of("read");
            });
    assertThat(found).contains("read");
    assertThat(followed.covers(FIRST)).isTrue();
    assertThat(followed.id()).isEqualTo(FIRST);
  }

  @Test
  void whatCannotBeOpenedLeavesTheOpenOneAsItWas() {
    followed.open(FIRST, () -> Optional.of("read"));
    followed.open(
        SECOND,
        () -> {
          assertThat(followed.covers(FIRST)).isTrue();
          return Optional.empty();
        });
    assertThat(followed.covers(SECOND)).isFalse();
    assertThatThrownBy(() -> followed.open(SECOND, FollowedTest::away))
        .isInstanceOf(StoreUnavailable.class);
    assertThat(followed.covers(SECOND)).isFalse();
    assertThat(followed.id()).isEqualTo(FIRST);
  }

  @Test
  void newsTheStoreCouldNotTellAreShownLater() {
    followed.open(FIRST, () -> Optional.of("read"));
    assertThat(followed.catchUp(() -> true)).as("nothing was missed").isFalse();
    assertThat(followed.hear(() -> away().isPresent())).isFalse();
    assertThat(followed.catchUp(() -> away().isPresent())).isFalse();
    assertThat(followed.catchUp(() -> true)).isTrue();
    assertThat(followed.catchUp(() -> true)).as("only once").isFalse();
  }

  private static Optional<String> away() {
    throw new StoreUnavailable("away", new IllegalStateException("away"));
  }
}
