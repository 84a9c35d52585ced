package kr.ondam.console.admin;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.bot.BotKind;

/// Shows, once, what has to be entered at the provider or on the web page for a new account.
final class KeyDialog extends Dialog {
  KeyDialog(ChannelAccount account, String gatewayAddress) {
    setHeaderTitle(getTranslation("admin.key.title", account.name()));
    addClassName("admin-form");
    boolean widget = account.kind() == ChannelKind.WEB_CHAT;
    var what = new TextArea(getTranslation(widget ? "admin.key.widget" : "admin.key.webhooks"));
    what.setValue(widget ? snippet(account, gatewayAddress) : webhooks(account, gatewayAddress));
    what.setReadOnly(true);
    what.setWidthFull();
    what.addClassName("admin-key");
    what.setAutoselect(true);
    add(new Paragraph(getTranslation("admin.key.once")), what);
    var copy = new Button(getTranslation("admin.key.copy"));
    copy.addClickListener(_ -> {
      // The clipboard exists only on https and localhost; elsewhere the text is selected instead.
      what.getElement()
          .executeJs(
              "const t=this.inputElement;"
                  + "if(navigator.clipboard){navigator.clipboard.writeText(t.value)}"
                  + "else{t.focus();t.select();document.execCommand('copy')}");
      copy.setText(getTranslation("admin.key.copied"));
    });
    var close = new Button(getTranslation("admin.key.close"), _ -> close());
    close.addThemeVariants(ButtonVariant.PRIMARY);
    getFooter().add(copy, close);
  }

  /// The addresses that the provider or the bot calls, one a line; none where nobody does.
  static String webhooks(ChannelAccount account, String gatewayAddress) {
    var key = account.key();
    var paths =
        switch (account.kind()) {
          case KAKAO_COUNSEL ->
              Stream.of("message", "reference", "expired_session")
                  .map(tail -> "/ch/kakao/" + key + "/" + tail)
                  .toList();
          case KAKAO_SKILL -> List.of("/ch/kakao-skill/" + key);
          case SMS_HTTP -> List.of("/ch/sms/" + key + "/mo", "/ch/sms/" + key + "/dlr");
          case BOT ->
              BotKind.of(account.profile()).stream()
                  .flatMap(kind -> kind.paths().stream())
                  .map(path -> path.replace("{key}", key))
                  .toList();
          case SMS_SMPP, WEB_CHAT -> List.<String>of();
        };
    return paths.stream().map(path -> gatewayAddress + path).collect(Collectors.joining("\n"));
  }

  static String snippet(ChannelAccount account, String gatewayAddress) {
    return "<script src=\""
        + gatewayAddress
        + "/widget/v1/ondam.js\" defer></script>\n"
        + "<ondam-chat key=\""
        + account.key()
        + "\"></ondam-chat>";
  }
}
