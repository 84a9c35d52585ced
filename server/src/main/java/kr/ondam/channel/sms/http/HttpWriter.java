package kr.ondam.channel.sms.http;

import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kr.ondam.channel.Capabilities;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.OutboundFile;
import kr.ondam.channel.Part;
import kr.ondam.channel.ProviderCall;
import kr.ondam.channel.sms.OurNumbers;
import kr.ondam.channel.sms.PhoneNumber;
import kr.ondam.channel.sms.SmsText;
import kr.ondam.channel.sms.SmsWords;
import kr.ondam.channel.sms.Writable;

/// Plans the calls that bring a message to a customer, as the account's profile says. Pure.
final class HttpWriter {
  private static final int TITLE_OCTETS = 40;
  private static final int LONGEST = Capabilities.of(ChannelKind.SMS_HTTP).longest();

  /// What stands beside pictures without words; providers want a text.
  private static final String PICTURE = "사진";

  private final ChannelAccount account;
  private final HttpProfile profile;

  HttpWriter(ChannelAccount account, HttpProfile profile) {
    this.account = account;
    this.profile = profile;
  }

  /// @param reports where the provider may tell what became of it
  /// @throws IllegalArgumentException for what cannot be sent
  List<ProviderCall> plan(Outbound outbound, String reports) {
    var text = SmsWords.of(outbound.parts());
    var pictures = pictures(outbound);
    if (text.isEmpty() && pictures.isEmpty()) {
      return List.of();
    }
    Writable.require(Writable.abroad(account.settings()), outbound.externalUser());
    var size = size(text);
    if (pictures.isEmpty()) {
      return List.of(call(outbound, reports, 0, text, size, List.of()));
    }
    List<ProviderCall> calls = new ArrayList<>();
    int most = profile.mostPictures();
    for (int from = 0; from < pictures.size(); from += most) {
      var some = pictures.subList(from, Math.min(pictures.size(), from + most));
      var words = from > 0 || text.isEmpty() ? PICTURE : text;
      calls.add(call(outbound, reports, calls.size(), words, SmsText.Size.MMS, some));
    }
    return calls;
  }

  private List<OutboundFile> pictures(Outbound outbound) {
    List<OutboundFile> pictures = new ArrayList<>();
    if (profile.mostPictures() > 0) {
      for (Part part : outbound.parts()) {
        var id = part instanceof Part.Image image ? image.fileId() : null;
        if (id != null) {
          pictures.add(
              outbound
                  .file(id)
                  .orElseThrow(() ->
                      new IllegalArgumentException("file " + id + " (expected: one at hand)")));
        }
      }
    }
    return pictures;
  }

  /// @throws IllegalArgumentException for what the provider or Korean carriers cannot carry
  private SmsText.Size size(String text) {
    int replaced = SmsText.matches(text, profile.replaced()).size();
    if (replaced > 0) {
      throw new IllegalArgumentException(
          replaced + " words that the provider would replace (expected: none)");
    }
    if (!profile.limited()) {
      if (text.length() > LONGEST) {
        throw new IllegalArgumentException(
            "a text of " + text.length() + " characters (expected: at most " + LONGEST + ")");
      }
      return SmsText.Size.SMS;
    }
    var impossible = SmsText.unencodable(text);
    if (!impossible.isEmpty()) {
      throw new IllegalArgumentException(
          impossible.size() + " characters that are not in MS949 (expected: none)");
    }
    var size = SmsText.size(text, false);
    if (size == SmsText.Size.TOO_LONG) {
      throw new IllegalArgumentException(
          SmsText.octets(text) + " octets (expected: at most " + SmsText.LMS_OCTETS + ")");
    }
    return size;
  }

  private ProviderCall call(
      Outbound outbound,
      String reports,
      int number,
      String text,
      SmsText.Size size,
      List<OutboundFile> pictures) {
    var serial = serial(outbound.id(), number);
    Map<String, String> values = new HashMap<>();
    for (String setting : profile.settings(false)) {
      values.put(setting, account.settings().getOrDefault(setting, ""));
    }
    values.keySet().removeAll(profile.settings(true));
    values.put("text", text);
    values.put("title", title(text));
    values.put("from", number(OurNumbers.of(account).getFirst()));
    values.put("to", number(outbound.externalUser()));
    values.put("serial", serial);
    values.put("reports", reports);
    var uploads = pictures.stream().map(file -> upload(file, values)).toList();
    var template = profile.send("fields", size);
    var fields =
        uploads.isEmpty()
            ? template
            : Template.spread(
                template, "${files}", uploads.stream().map(ProviderCall.Upload::place).toList());
    return new ProviderCall(
        profile.send("method", size).asString(),
        URI.create(base("") + filled(profile.send("path", size).asString(), values)),
        Map.of(),
        Template.fill(fields, name -> values.getOrDefault(name, "")).toString(),
        serial,
        uploads);
  }

  private ProviderCall.Upload upload(OutboundFile file, Map<String, String> values) {
    var how = profile.section("pictures").path("upload");
    var base = base(account.settings().getOrDefault(how.path("base").asString(""), ""));
    var address = URI.create(base + filled(how.path("path").asString(), values));
    return new ProviderCall.Upload(address, file, how.path("field").asString(""), Map.of());
  }

  private static String filled(String template, Map<String, String> values) {
    return Template.fill(template, name -> values.getOrDefault(name, ""));
  }

  /// @param other a setting's, empty for the account's own
  private String base(String other) {
    var base = account.baseUrl();
    if (base == null) {
      throw new IllegalArgumentException("base URL of " + account.id() + " (expected: present)");
    }
    return (other.isEmpty() ? base.toString() : other).replaceAll("/+$", "");
  }

  private String number(String number) {
    return profile.international() ? "+" + PhoneNumber.international(number) : number;
  }

  /// The beginning of the first line, as much as a title takes.
  private static String title(String text) {
    var title = new StringBuilder();
    for (String cluster : SmsText.clusters(text.lines().findFirst().orElse(""))) {
      if (SmsText.octets(title + cluster) > TITLE_OCTETS) {
        break;
      }
      title.append(cluster);
    }
    return title.toString();
  }

  private static String serial(UUID id, int number) {
    return new BigInteger(id.toString().replace("-", ""), 16).toString(36) + "-" + number;
  }
}
