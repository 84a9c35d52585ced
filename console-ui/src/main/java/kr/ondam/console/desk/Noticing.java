package kr.ondam.console.desk;

import java.util.Optional;
import java.util.UUID;
import kr.ondam.agent.User;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.alimtalk.NoticeSettings;
import kr.ondam.console.live.Notices;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.Notice;
import kr.ondam.conversation.NoticeResult;
import kr.ondam.customer.Customer;
import kr.ondam.security.Masking;
import kr.ondam.tenant.StoreUnavailable;
import org.jspecify.annotations.Nullable;

/// Sends a notice (알림톡) to the phone of a customer whom no message reaches any more.
final class Noticing {
  private final DeskParts parts;
  private final User user;
  private final Borrowing borrowing;

  Noticing(DeskParts parts, User user, Borrowing borrowing) {
    this.parts = parts;
    this.user = user;
    this.borrowing = borrowing;
  }

  /// The account of a conversation if a notice can go out under its name to this customer.
  static Optional<ChannelAccount> account(DeskParts parts, Conversation c, Customer customer) {
    return customer.phone() == null
        ? Optional.empty()
        : parts.channels().accounts(c.tenant()).stream()
            .filter(account -> account.id().equals(c.account()))
            .filter(NoticeSettings::sends)
            .filter(account -> !NoticeSettings.templates(account).isEmpty())
            .findFirst();
  }

  void begin(Conversation c, Customer customer) {
    var phone = customer.phone();
    var account = account(parts, c, customer);
    if (phone == null || account.isEmpty()) {
      return;
    }
    var name = customer.name();
    // One dialog is one notice, however often its button is pressed.
    var id = UUID.randomUUID();
    new NoticeDialog(
            account.get(),
            name == null ? "" : name,
            DeskText.phone(phone),
            (template, variables, dialog) ->
                send(
                    c,
                    Notice.fresh(
                        c.tenant(),
                        id,
                        customer.id(),
                        c.account(),
                        phone,
                        template,
                        variables,
                        parts.clock().instant()),
                    dialog))
        .open();
  }

  private void send(Conversation c, Notice notice, NoticeDialog dialog) {
    boolean clean =
        notice.variables().values().stream()
            .allMatch(value -> Masking.maskReply(value).equals(value));
    if (!clean) {
      dialog.complain(dialog.getTranslation("desk.blocked"));
      return;
    }
    try {
      // The dialog may have been open for long.
      var problem = forbidden(c);
      if (problem != null) {
        dialog.complain(dialog.getTranslation(problem));
        return;
      }
      switch (parts.notices().send(notice)) {
        case NoticeResult.Kept _ -> {
          Notices.say(dialog.getTranslation("desk.notice.sent"));
          dialog.close();
        }
        case NoticeResult.IdTaken _, NoticeResult.Refused _ ->
            dialog.complain(dialog.getTranslation("desk.notice.refused"));
      }
    } catch (StoreUnavailable _) {
      dialog.complain(dialog.getTranslation("result.unavailable"));
    }
  }

  /// The key of the sentence why the agent may not, null when it may; then that is recorded.
  private @Nullable String forbidden(Conversation c) {
    var tenant = borrowing.enter(c.id(), "notice");
    if (tenant.isEmpty()) {
      return "result.grantOver";
    }
    var now = parts.conversations().find(tenant.get(), c.id());
    if (now.isEmpty() || !user.agentId().equals(now.get().assignee())) {
      return "result.staleAssignee";
    }
    if (!borrowing.concerns(c.id())) {
      parts
          .audit()
          .record(
              user,
              parts.remoteAddress().get(),
              "notice.sent",
              c.customer().value(),
              c.id().toString(),
              "");
    }
    return null;
  }
}
