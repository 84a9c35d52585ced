package kr.ondam.console.desk;

import com.vaadin.flow.dom.Element;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import kr.ondam.agent.UserId;
import kr.ondam.conversation.ConversationId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What the page keeps of the desk over another language and a new sign-in: the conversation that
/// was open, and how far each was read.
final class Kept {
  private final ListPane list;
  private final BooleanSupplier idle;
  private final Consumer<ConversationId> open;
  private @Nullable ConversationId wanted;

  /// @param idle whether no conversation is open
  Kept(ListPane list, BooleanSupplier idle, Consumer<ConversationId> open) {
    this.list = list;
    this.idle = idle;
    this.open = open;
  }

  /// Asks the page; what it answers may be anything.
  void ask(Element desk, UserId who) {
    desk.executeJs("return window.ondamUnsent.kept($0)", who.toString())
        .then(JsonNode.class, this::heard);
  }

  private void heard(JsonNode kept) {
    kept.path("seen")
        .properties()
        .forEach(
            read -> id(read.getKey()).ifPresent(id -> list.saw(id, read.getValue().asLong(0))));
    wanted = id(kept.path("open").asString("")).orElse(null);
    reopen();
  }

  private static Optional<ConversationId> id(String text) {
    try {
      return Optional.of(new ConversationId(UUID.fromString(text)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// Opens what was open as soon as the list knows it, unless another one was opened meanwhile.
  void reopen() {
    var id = wanted;
    if (id != null && !idle.getAsBoolean()) {
      wanted = null;
    } else if (id != null && list.mine().contains(id)) {
      wanted = null;
      open.accept(id);
    }
  }
}
