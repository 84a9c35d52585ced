package kr.ondam.console.desk;

import java.util.Optional;
import java.util.UUID;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.alimtalk.NoticeSettings;
import kr.ondam.console.live.Notices;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.Notice;
import kr.ondam.conversation.NoticeResult;
import kr.ondam.customer.Customer;
import kr.ondam.security.Masking;
import kr.ondam.tenant.StoreUnavailable;

/// Sends a notice (알림톡) to the phone of a customer whom no message reaches any more.
final class Noticing {
  private final DeskParts parts;

  Noticing(DeskParts parts) {
    this.parts = parts;
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

  private void send(Notice notice, NoticeDialog dialog) {
    boolean clean =
        notice.variables().values().stream()
            .allMatch(value -> Masking.maskReply(value).equals(value));
    if (!clean) {
      dialog.complain(dialog.getTranslation("desk.blocked"));
      return;
    }
    try {
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
}
