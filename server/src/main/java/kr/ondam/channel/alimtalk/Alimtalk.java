package kr.ondam.channel.alimtalk;

import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAdapter;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.Parsed;
import kr.ondam.channel.Part;
import kr.ondam.channel.Provenance;
import kr.ondam.channel.ProviderCall;
import kr.ondam.channel.ProviderHttp;
import kr.ondam.channel.RawRequest;
import kr.ondam.channel.Secrets;
import kr.ondam.channel.StrictJson;
import kr.ondam.channel.Verification;
import kr.ondam.channel.sms.PhoneNumber;
import kr.ondam.channel.sms.SmsText;
import kr.ondam.channel.sms.http.Template;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// 알림톡 by the dealer that the account's profile describes. The message is one [Part.Template]; the
/// customer is a phone number.
public final class Alimtalk implements ChannelAdapter {
  /// Where its webhook is: `/ch/notice/{key}`.
  public static final String PREFIX = "/ch/notice";

  private static final int LONGEST_REASON = 150;
  private static final int TITLE_OCTETS = 40;

  /// Stands for our serial in a profile.
  private static final String SERIAL = "${serial}";

  private final Secrets secrets;
  private final ProviderHttp http;
  private final StrictJson json = new StrictJson();
  private final NoticeReports reports = new NoticeReports(json);

  /// @param client without redirects
  public Alimtalk(Secrets secrets, HttpClient client) {
    this.secrets = secrets;
    http = new ProviderHttp(client);
  }

  /// Notices go out under the sender key of an account of 상담톡.
  @Override
  public ChannelKind kind() {
    return ChannelKind.KAKAO_COUNSEL;
  }

  /// A dealer knows a repeated call by its serial.
  @Override
  public boolean repeatable() {
    return true;
  }

  private static NoticeProfile profile(ChannelAccount account) {
    var name = account.settings().getOrDefault(NoticeSettings.PROFILE, "");
    return NoticeProfile.named(name)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "notice-profile of " + account.id() + ": " + name + " (expected: a known)"));
  }

  @Override
  public Verification verify(ChannelAccount account, RawRequest request) {
    if (!account.settings().containsKey(NoticeSettings.WEBHOOK_SECRET)
        || !NoticeSettings.sends(account)) {
      return new Verification.Refused(401, "bad_signature");
    }
    var header = profile(account).text("verify");
    return Provenance.carries(account, NoticeSettings.WEBHOOK_SECRET, secrets, request, header)
        ? new Verification.Authentic()
        : new Verification.Refused(401, "bad_signature");
  }

  @Override
  public Parsed parse(ChannelAccount account, RawRequest request, Instant receivedAt) {
    return reports.read(account, profile(account).section("reports"), request, receivedAt);
  }

  @Override
  public Answer accepted(ChannelAccount account, RawRequest request) {
    return new Answer("application/json", profile(account).text("accepted"));
  }

  /// @throws IllegalArgumentException for a template, a variable or a number that cannot be sent;
  ///   its message names which
  @Override
  public List<ProviderCall> plan(ChannelAccount account, Outbound outbound) {
    if (outbound.parts().size() != 1
        || !(outbound.parts().getFirst()
            instanceof Part.Template(var _, var code, var variables))) {
      throw new IllegalArgumentException("a notice (expected: one template)");
    }
    var to = PhoneNumber.national(outbound.externalUser());
    if (!PhoneNumber.dialable(to)) {
      throw new IllegalArgumentException("customer's number (expected: 3 to 20 digits)");
    }
    var profile = profile(account);
    var text = NoticeSettings.fill(account, code, variables);
    var serial = serial(outbound.id());
    Map<String, String> values = new HashMap<>();
    values.put("serial", serial);
    values.put("sender", String.valueOf(account.senderKey()));
    values.put("to", to);
    values.put("template", code);
    values.put("text", text);
    values.put("button", NoticeSettings.button(account, code));
    values.put("from", account.settings().getOrDefault("notice-sms-from", ""));
    values.put("title", title(account.name()));
    values.put("size", SmsText.size(text, false) == SmsText.Size.SMS ? "SMS" : "LMS");
    values.put("notice-app-key", account.settings().getOrDefault("notice-app-key", ""));
    var send = profile.section("send");
    var fields = (ObjectNode) filled(send.path("fields"), values);
    var into = (ObjectNode) fields.at(send.path("into").asString(""));
    var named = send.path("variables").asString("");
    if (!named.isEmpty() && !variables.isEmpty()) {
      var object = into.putObject(named);
      new TreeMap<>(variables).forEach(object::put);
    }
    if (!values.getOrDefault("button", "").isEmpty()) {
      add(into, filled(profile.section("button"), values));
    }
    boolean textable =
        SmsText.unencodable(text).isEmpty() && SmsText.size(text, false) != SmsText.Size.TOO_LONG;
    if (!values.getOrDefault("from", "").isEmpty() && textable) {
      add(into, filled(profile.section("failover"), values));
    }
    var base = account.settings().getOrDefault("notice-url", profile.text("base"));
    var path = Template.fill(send.path("path").asString(), name -> values.getOrDefault(name, ""));
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", "application/json; charset=utf-8");
    filled(send.path("headers"), values)
        .properties()
        .forEach(p -> headers.put(p.getKey(), p.getValue().asString()));
    var uri = URI.create(base.replaceAll("/+$", "") + path);
    return List.of(new ProviderCall("POST", uri, headers, fields.toString(), serial));
  }

  private static JsonNode filled(JsonNode template, Map<String, String> values) {
    return Template.fill(template, name -> values.getOrDefault(name, ""));
  }

  private static void add(ObjectNode into, JsonNode more) {
    more.properties().forEach(p -> into.set(p.getKey(), p.getValue()));
  }

  /// As much of a name as the title of a long text message takes.
  private static String title(String name) {
    var title = new StringBuilder();
    for (String cluster : SmsText.clusters(name)) {
      if (SmsText.octets(title + cluster) > TITLE_OCTETS) {
        break;
      }
      title.append(cluster);
    }
    return title.toString();
  }

  /// The notice's id in base 36: at most 25 characters, of the 27 that dealers take.
  static String serial(UUID id) {
    return new BigInteger(id.toString().replace("-", ""), 16).toString(36);
  }

  @Override
  public Outcome send(ChannelAccount account, ProviderCall call) {
    var profile = profile(account);
    var request =
        HttpRequest.newBuilder(call.uri())
            .timeout(ProviderHttp.TOTAL)
            .method(call.method(), HttpRequest.BodyPublishers.ofString(call.body()));
    call.headers().forEach(request::header);
    try {
      for (var header : profile.section("auth").properties()) {
        var secret = secret(account, header.getValue().asString());
        if (secret.isEmpty()) {
          return new Outcome.Unauthorised("client secret unknown");
        }
        request.header(header.getKey(), secret);
      }
    } catch (IllegalArgumentException _) {
      // Its words hold the value that no header can carry, which is the secret.
      return new Outcome.Permanent("client", "a value that no header can carry");
    }
    return switch (http.call(request.build())) {
      case ProviderHttp.Heard.NoAnswer(var outcome) -> outcome;
      case ProviderHttp.Heard.Answer(var response) ->
          outcome(profile.section("answer"), response, unnamed(profile, call));
    };
  }

  private String secret(ChannelAccount account, String template) {
    return Template.fill(
        template,
        name -> {
          var reference = account.settings().get(name);
          return reference == null ? "" : secrets.value(reference).orElse("");
        });
  }

  /// How the dealer names a notice where its answer does not say: by our serial, where it was given
  /// that as the name; empty where nobody knows.
  private static String unnamed(NoticeProfile profile, ProviderCall call) {
    var place = profile.section("answer").path("reference").asString("");
    boolean ours = profile.section("send").path("fields").at(place).asString("").equals(SERIAL);
    return ours ? call.serial() : "";
  }

  private Outcome outcome(JsonNode answer, HttpResponse<byte[]> response, String unnamed) {
    var trouble = ProviderHttp.seen(response);
    return trouble != null
        ? trouble
        : read(answer, response.statusCode(), response.body(), unnamed);
  }

  /// What an answer says that is no trouble of credentials or of the dealer's server.
  ///
  /// @param answer the section of the profile
  /// @param unnamed how the dealer names a notice where its answer does not say
  Outcome read(JsonNode answer, int status, byte[] body, String unnamed) {
    if (!(json.read(body) instanceof StrictJson.Reading.Document(var root, var _))) {
      return status / 100 == 2
          ? new Outcome.Uncertain("unreadable answer")
          : new Outcome.Permanent("http_" + status, "HTTP " + status);
    }
    var message = root.at(answer.path("message").asString("")).asString("");
    var reason = message.substring(0, Math.min(message.length(), LONGEST_REASON));
    var words = answer.path("accepted-words").asString("");
    if (!words.isEmpty() && message.matches(words)) {
      return new Outcome.Ok(unnamed);
    }
    for (JsonNode place : answer.path("codes")) {
      var code = root.at(place.asString()).asString("");
      if (NoticeReports.names(answer, "accepted", code)) {
        return new Outcome.Ok(unnamed);
      }
      if (NoticeReports.names(answer, "uncertain", code)) {
        return new Outcome.Uncertain(code + " " + reason);
      }
      if (NoticeReports.names(answer, "retry", code)) {
        return new Outcome.Retry(ProviderHttp.PAUSE, code + " " + reason);
      }
      if (!NoticeReports.names(answer, "ok", code)) {
        return new Outcome.Permanent(code.isEmpty() ? "http_" + status : code, reason);
      }
    }
    var name = NoticeReports.reference(root, answer);
    return status / 100 == 2
        ? new Outcome.Ok(name.isEmpty() ? unnamed : name)
        : new Outcome.Permanent("http_" + status, reason);
  }
}
