package kr.ondam.console.desk;

import com.vaadin.flow.component.details.Details;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import kr.ondam.console.live.ReasonLines;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationId;
import kr.ondam.routing.Why;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// 배정 이유: folded until somebody wants to know why the conversation came here.
final class WhyHere extends Details {
  private final transient BiFunction<TenantId, ConversationId, CompletionStage<Why.Answer>> why;
  private final ReasonLines lines = new ReasonLines();
  private transient @Nullable Conversation shown;

  WhyHere(BiFunction<TenantId, ConversationId, CompletionStage<Why.Answer>> why) {
    this.why = why;
    setSummaryText(getTranslation("why.here"));
    setId("why-here");
    addClassName("why-here");
    add(lines);
    addOpenedChangeListener(event -> {
      if (event.isOpened()) {
        read();
      }
    });
  }

  /// Another conversation is shown: nothing is read until it is asked for.
  void show(Conversation conversation) {
    shown = conversation;
    setOpened(false);
    lines.removeAll();
  }

  private void read() {
    var conversation = shown;
    var ui = getUI();
    if (conversation == null || ui.isEmpty()) {
      return;
    }
    try {
      why.apply(conversation.tenant(), conversation.id())
          .thenAccept(answer ->
              ui.get()
                  .access(() -> {
                    if (conversation.equals(shown)) {
                      lines.show(answer);
                    }
                  }));
    } catch (StoreUnavailable _) {
      lines.failed();
    }
  }
}
