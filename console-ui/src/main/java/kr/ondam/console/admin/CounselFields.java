package kr.ondam.console.admin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.kakao.KakaoCounsel;

/// The fields of a 상담톡 account; the secret of our calls is the form's, that of the dealer's calls
/// is here.
final class CounselFields {
  static final Set<String> KEYS =
      Set.of(
          "farewell", "client-id", "client-secret", "inbound-client-id", "inbound-client-secret");
  private static final int LONGEST_FAREWELL = 1000;
  private final Form form;
  private final List<String> profiles = KakaoCounsel.profiles();
  private final Select<String> profile = new Select<>();
  private final TextField senderKey;
  private final TextField baseUrl;
  private final TextField clientId;
  private final TextField inboundId;
  private final SecretField inboundSecret;
  private final TextField farewell;

  CounselFields(Form form) {
    this.form = form;
    profile.setLabel(text("admin.channel.profile"));
    profile.setItems(profiles);
    profile.setValue(KakaoCounsel.usualProfile());
    form.field("profile", profile);
    senderKey = form.field("senderKey", new TextField(text("admin.channel.senderKey")));
    baseUrl = form.field("baseUrl", new TextField(text("admin.channel.baseUrl")));
    clientId = form.field("clientId", new TextField(text("admin.channel.clientId")));
    inboundId = form.field("inboundId", new TextField(text("admin.channel.inboundId")));
    inboundId.setHelperText(text("admin.channel.inboundIdHint"));
    inboundSecret = new SecretField(form, "inboundSecret", text("admin.channel.inboundSecret"));
    farewell = form.field("farewell", new TextField(text("admin.channel.farewell")));
    farewell.setHelperText(text("admin.channel.farewellHint"));
  }

  /// What follows the name under which we ask.
  Component afterClient() {
    return inboundId;
  }

  void setVisible(boolean visible) {
    for (var field :
        List.<Component>of(profile, senderKey, baseUrl, clientId, inboundId, farewell)) {
      field.setVisible(visible);
    }
    inboundSecret.setVisible(visible);
  }

  void fill(ChannelAccount account) {
    var stored = account.settings();
    var sender = account.senderKey();
    var url = account.baseUrl();
    // One that there is no more is not replaced unasked.
    var spoken = account.profile().isEmpty() ? KakaoCounsel.usualProfile() : account.profile();
    profile.setValue(profiles.contains(spoken) ? spoken : null);
    senderKey.setValue(sender == null ? "" : sender);
    baseUrl.setValue(url == null ? "" : url.toString());
    clientId.setValue(stored.getOrDefault("client-id", ""));
    inboundId.setValue(stored.getOrDefault("inbound-client-id", ""));
    inboundSecret.fill(stored.getOrDefault("inbound-client-secret", ""));
    farewell.setValue(stored.getOrDefault("farewell", ""));
  }

  String profile() {
    return profile.getValue();
  }

  String senderKey() {
    return senderKey.getValue().strip();
  }

  Optional<URI> address() {
    return Shapes.address(baseUrl.getValue());
  }

  /// Marks what cannot be used.
  void check(SecretField secret) {
    form.check("profile", profile.getValue() != null, text("admin.expected.value"));
    form.check("senderKey", !senderKey.isEmpty(), text("admin.expected.senderKey"));
    form.check("baseUrl", address().isPresent(), text("admin.expected.baseUrl"));
    form.check("secret", secret.acceptable(), text("admin.expected.secret"));
    form.check("inboundSecret", inboundSecret.acceptable(), text("admin.expected.secret"));
    form.check(
        "farewell",
        farewell.getValue().length() <= LONGEST_FAREWELL,
        text("admin.expected.farewell"));
  }

  void put(Map<String, String> settings, SecretField secret) {
    Shapes.put(settings, "farewell", farewell);
    Shapes.put(settings, "client-id", clientId);
    secret.put(settings, "client-secret");
    Shapes.put(settings, "inbound-client-id", inboundId);
    inboundSecret.put(settings, "inbound-client-secret");
  }

  private static String text(String key) {
    return UI.getCurrent().getTranslation(key);
  }
}
