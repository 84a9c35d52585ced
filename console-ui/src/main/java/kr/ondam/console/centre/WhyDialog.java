package kr.ondam.console.centre;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import kr.ondam.console.live.ReasonLines;
import kr.ondam.routing.Why;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.TenantId;

/// 대기 이유: what a conversation waits for, or why it went to its agent.
final class WhyDialog extends Dialog {
  private final ReasonLines lines = new ReasonLines();

  WhyDialog(CentreParts parts, TenantId tenant, ConversationRow row) {
    var customer = row.customer().isEmpty() ? getTranslation("customer.unknown") : row.customer();
    setHeaderTitle(
        getTranslation(
            "why.title", row.queue().isEmpty() ? customer : customer + " · " + row.queue()));
    addClassName("why-dialog");
    setWidth("min(44rem, 96vw)");
    add(lines);
    getFooter().add(new Button(getTranslation("why.close"), _ -> close()));
    read(UI.getCurrent(), parts.why(), tenant, row);
  }

  private void read(UI ui, Why why, TenantId tenant, ConversationRow row) {
    try {
      why.of(tenant, row.id()).thenAccept(answer -> ui.access(() -> lines.show(answer)));
    } catch (StoreUnavailable _) {
      lines.failed();
    }
  }
}
