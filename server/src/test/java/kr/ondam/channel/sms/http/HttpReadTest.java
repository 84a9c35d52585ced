package kr.ondam.channel.sms.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.ondam.channel.ChannelAdapter;
import kr.ondam.channel.Claim;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Parsed;
import kr.ondam.channel.Part;
import kr.ondam.channel.RawRequest;
import kr.ondam.channel.Verification;
import kr.ondam.channel.kakao.KakaoCounsel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What providers call us with.
final class HttpReadTest {
  private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");
  private static final URI BASE = URI.create("http://127.0.0.1:1");
  private static final String KANNEL =
      "from=%2B821012345678&to=15881234&id=ccd7e077-26db-4631-bb2d-2d418ca03317&coding=2"
          + "&charset=UTF-16BE&udh=&text=%D5%5C%AE%00%00+%BB8%C7X%C7%85%B2%C8%B2%E4&smsc=italk&ts=1";

  private final HttpSms sms =
      new HttpSms(Optional::of, KakaoCounsel.client(), InstantSource.fixed(NOW));

  private Parsed parse(String profile, RawRequest request, String... settings) {
    return sms.parse(HttpAccounts.of(profile, BASE, settings), request, NOW);
  }

  private static Inbound.Spoken spoken(Parsed parsed) {
    assertThat(parsed).isInstanceOf(Parsed.Understood.class);
    return (Inbound.Spoken) ((Parsed.Understood) parsed).inbounds().getFirst();
  }

  private static DeliveryReport report(Parsed parsed) {
    assertThat(parsed).isInstanceOf(Parsed.Reported.class);
    return ((Parsed.Reported) parsed).reports().getFirst();
  }

  @Test
  void kannelsUtf16AsItWasSeen() {
    var heard = spoken(parse("kannel", HttpAccounts.get("mo", KANNEL)));
    assertThat(heard.parts()).containsExactly(new Part.Text("한글 문의입니다"));
    assertThat(heard.externalUser()).isEqualTo("01012345678");
    assertThat(heard.externalId()).isEqualTo("ccd7e077-26db-4631-bb2d-2d418ca03317");
    assertThat(heard.weakId()).isFalse();
    assertThat(heard.claim()).isEqualTo(new Claim(null, "01012345678"));
    assertThat(heard.attributes()).isEqualTo(Map.of("number", "15881234"));
    assertThat(sms.accepted(HttpAccounts.of("kannel", BASE), HttpAccounts.get("mo", KANNEL)))
        .as("anything here would be sent to the customer")
        .isEqualTo(new ChannelAdapter.Answer("text/plain", ""));
  }

  /// Their octets are letters of ASCII too.
  @Test
  void kannelsUtf16OfWhichEveryOctetIsPrintable() {
    var query = "from=%2B821012345678&to=15881234&id=1&coding=2&charset=UTF-16BE&text=%59%27%4E%2D";
    var heard = spoken(parse("kannel", HttpAccounts.get("mo", query)));
    assertThat(heard.parts()).containsExactly(new Part.Text("大中"));
    assertThat(heard.externalUser()).isEqualTo("01012345678");
    assertThat(heard.externalId()).isEqualTo("1");
  }

  @Test
  void SM73_eucKrBehindPercentSignsIsReadInTheChannelsCharset() {
    var query = "from=01012345678&to=15881234&id=1&text=%B0%A1%94%EE";
    assertThat(spoken(parse("kannel", HttpAccounts.get("mo", query), "charset", "euc-kr")).parts())
        .containsExactly(new Part.Text("가뷁"));
    assertThat(spoken(parse("kannel", HttpAccounts.get("mo", query + "&charset=EUC-KR"))).parts())
        .containsExactly(new Part.Text("가뷁"));
  }

  /// Some providers leave the percent signs away.
  @Test
  void SM73_octetsWithoutPercentSignsAreReadAlike() {
    var body = "from=01012345678&to=15881234&id=1&text=네 😀";
    assertThat(spoken(parse("kannel", HttpAccounts.post("mo", body, Map.of()))).parts())
        .containsExactly(new Part.Text("네 😀"));
    var octets = (body.substring(0, body.length() - 4) + "뷁").getBytes(Charset.forName("MS949"));
    var request = new RawRequest("mo", "", Map.of(), octets, "127.0.0.1");
    assertThat(spoken(parse("kannel", request, "charset", "euc-kr")).parts())
        .containsExactly(new Part.Text("뷁"));
  }

  @Test
  void SM42_halfOfAPairAndNulNeverReachATable() {
    var query = "from=010%0012345678&to=15881234&id=a%00b&charset=UTF-32BE&text=%00%00%D8%00";
    var heard = spoken(parse("kannel", HttpAccounts.get("mo", query)));
    assertThat(heard.parts()).containsExactly(new Part.Text("?"));
    assertThat(heard.externalUser()).isEqualTo("01012345678");
    assertThat(heard.externalId()).isEqualTo("ab");
  }

  @Test
  void SM72_withoutAnIdTheContentIsItForAMinuteAndThatIsFlagged() {
    var query = "from=01012345678&to=15881234&text=hi";
    var parsed = parse("kannel", HttpAccounts.get("mo", query));
    assertThat(spoken(parsed).weakId()).isTrue();
    assertThat(((Parsed.Understood) parsed).oddities()).containsExactly("weak_id");
    var account = HttpAccounts.of("kannel", BASE);
    var soon = spoken(sms.parse(account, HttpAccounts.get("mo", query), NOW.plusSeconds(59)));
    var later = spoken(sms.parse(account, HttpAccounts.get("mo", query), NOW.plusSeconds(60)));
    assertThat(soon.externalId()).isEqualTo(spoken(parsed).externalId());
    assertThat(later.externalId()).isNotEqualTo(soon.externalId());
  }

  @Test
  void whatCannotBeUnderstoodIsKept() {
    assertThat(parse("kannel", HttpAccounts.get("mo", "to=15881234&text=x")))
        .isEqualTo(new Parsed.Unreadable("missing_from"));
    assertThat(parse("kannel", HttpAccounts.get("mo", "from=010&to=15889999&text=x")))
        .isEqualTo(new Parsed.Unreadable("foreign_number"));
    assertThat(parse("kannel", HttpAccounts.get("dlr", "type=1")))
        .isEqualTo(new Parsed.Unreadable("missing_reference"));
    assertThat(parse("solapi-v4", HttpAccounts.post("mo", "{}", Map.of())))
        .isEqualTo(new Parsed.Unreadable("wrong_path"));
    assertThat(parse("solapi-v4", HttpAccounts.post("dlr", "[{", Map.of())))
        .isEqualTo(new Parsed.Malformed(400, "bad_json"));
  }

  @Test
  void twiliosMessageWithAPicture() {
    var body =
        "MessageSid=MM1&AccountSid=AC1&From=%2B821012345678&To=%2B8215881234&Body=%EC%95%88%EB%85%95"
            + "&NumMedia=2&MediaUrl0=https%3A%2F%2Fapi.twilio.com%2Fm%2F1&MediaContentType0=image%2Fjpeg"
            + "&MediaUrl1=https%3A%2F%2Fapi.twilio.com%2Fm%2Fa.pdf&MediaContentType1=application%2Fpdf";
    var heard =
        spoken(parse("twilio", HttpAccounts.post("mo", body, Map.of()), "number", "+8215881234"));
    assertThat(heard.parts())
        .containsExactly(
            new Part.Text("안녕"),
            new Part.Image("https://api.twilio.com/m/1", null),
            new Part.File("https://api.twilio.com/m/a.pdf", "a.pdf"));
    assertThat(heard.externalId()).isEqualTo("MM1");
    assertThat(heard.raw()).contains("MM1");
    assertThat(
            sms.accepted(HttpAccounts.of("twilio", BASE), HttpAccounts.post("mo", body, Map.of())))
        .isEqualTo(new ChannelAdapter.Answer("text/xml", "<Response/>"));
  }

  @Test
  void SM74_aMessageOfFivePartsKeepsEachOfThem() {
    var body = new StringBuilder("MessageSid=MM2&From=%2B821012345678&To=%2B8215881234&NumMedia=5");
    var types = List.of("application/smil", "image/jpeg", "image/png", "video/mp4", "text/x-vcard");
    for (int i = 0; i < types.size(); i++) {
      body.append("&MediaUrl%d=https%%3A%%2F%%2Fapi.twilio.com%%2Fm%%2F%d".formatted(i, i))
          .append("&MediaContentType" + i + "=" + types.get(i).replace("/", "%2F"));
    }
    var request = HttpAccounts.post("mo", body.toString(), Map.of());
    assertThat(spoken(parse("twilio", request, "number", "+8215881234")).parts())
        .containsExactly(
            new Part.File("https://api.twilio.com/m/0", "0"),
            new Part.Image("https://api.twilio.com/m/1", null),
            new Part.Image("https://api.twilio.com/m/2", null),
            new Part.File("https://api.twilio.com/m/3", "3"),
            new Part.File("https://api.twilio.com/m/4", "4"));
  }

  @Test
  void SM74_moreThanIsKeptAndWhatIsNoAddressIsShownAsSomethingThatIsNotSupported() {
    var body = new StringBuilder("MessageSid=MM3&From=%2B821012345678&To=%2B8215881234");
    for (int i = 0; i < 12; i++) {
      var url = i == 3 ? "https://a/" + "x".repeat(2000) : "https://a/" + i;
      body.append("&MediaUrl" + i + "=" + url);
    }
    var request = HttpAccounts.post("mo", body.toString(), Map.of());
    var parts = spoken(parse("twilio", request, "number", "+8215881234")).parts();
    assertThat(parts).hasSize(12);
    assertThat(parts.get(3)).isInstanceOf(Part.Unsupported.class);
    assertThat(parts.get(9)).isEqualTo(new Part.File("https://a/9", "9"));
    assertThat(parts.get(10)).isEqualTo(new Part.Unsupported("media", "https://a/10"));
  }

  @Test
  void theSignatureOfTwilioIsTheOneTheyPublish() {
    var fields =
        HttpFields.read(
            "Digits=1234&From=%2B12349013030&CallSid=CA1234567890ABCDE&Caller=%2B12349013030"
                + "&To=%2B18005551212",
            java.nio.charset.StandardCharsets.UTF_8);
    assertThat(Signatures.twilio("12345", "https://mycompany.com/myapp.php?foo=1&bar=2", fields))
        .isEqualTo("0/KCTR6DLpKmkAf8muzZqo1nDgQ=");
  }

  @Test
  void aCallOfTwilioIsKnownByItsSignatureOverAllFields() {
    var account = HttpAccounts.of("twilio", BASE);
    var body = "MessageSid=SM1&MessageStatus=delivered&NewField=x";
    var url = "https://talk.example.kr/ch/sms/" + HttpAccounts.KEY + "/dlr";
    var fields = HttpFields.read(body, java.nio.charset.StandardCharsets.UTF_8);
    var signature = Signatures.twilio("12345", url, fields);
    var signed = Map.of("x-twilio-signature", signature);
    assertThat(sms.verify(account, HttpAccounts.post("dlr", body, signed)))
        .isInstanceOf(Verification.Authentic.class);
    var refused = new Verification.Refused(401, "bad_signature");
    assertThat(sms.verify(account, HttpAccounts.post("mo", body, signed))).isEqualTo(refused);
    assertThat(sms.verify(account, HttpAccounts.post("dlr", body + "y", signed)))
        .isEqualTo(refused);
    assertThat(sms.verify(account, HttpAccounts.post("dlr", body, Map.of()))).isEqualTo(refused);
  }

  @Test
  void aCallOfNhnIsKnownByItsFixedHeader() {
    var account = HttpAccounts.of("nhn-v3", BASE);
    var header = "x-toast-webhook-signature";
    assertThat(sms.verify(account, HttpAccounts.post("dlr", "", Map.of(header, "hook-secret"))))
        .isInstanceOf(Verification.Authentic.class);
    assertThat(sms.verify(account, HttpAccounts.post("dlr", "", Map.of(header, "other"))))
        .isEqualTo(new Verification.Refused(401, "bad_signature"));
    assertThat(sms.verify(account, HttpAccounts.post("dlr", "", Map.of())))
        .isEqualTo(new Verification.Refused(401, "bad_signature"));
  }

  @ParameterizedTest
  @CsvSource({
    "kannel, id=s-0&type=1&err=, s-0, DELIVERED, ''",
    "kannel, id=s-0&type=2&err=27, s-0, FAILED, 2 27",
    "kannel, id=s-0&type=8, s-0, SENT, ''",
    "twilio, MessageSid=SM1&MessageStatus=delivered, SM1, DELIVERED, ''",
    "twilio, MessageSid=SM1&MessageStatus=undelivered&ErrorCode=30003, SM1, FAILED, undelivered"
        + " 30003",
    "twilio, MessageSid=SM1&MessageStatus=sent, SM1, SENT, ''",
    "infobank-omni, '{\"msgKey\":\"mk1\",\"reportCode\":\"10000\"}', mk1, DELIVERED, ''",
    "infobank-omni, '{\"msgKey\":\"mk1\",\"reportCode\":\"13001\",\"reportText\":\"off\"}', mk1,"
        + " FAILED, 13001 off",
    "nhn-v3,"
        + " '{\"hooks\":[{\"hookId\":\"h\",\"requestId\":\"r1\",\"recipientSeq\":1,\"resultCode\":\"1000\"}]}',"
        + " r1/1, DELIVERED, ''",
    "nhn-v3, '{\"hooks\":[{\"requestId\":\"r1\",\"recipientSeq\":1,\"resultCode\":\"3013\"}]}',"
        + " r1/1, FAILED, 3013",
    "solapi-v4, '[{\"messageId\":\"m1\",\"statusCode\":\"4000\"}]', m1, DELIVERED, ''",
    "solapi-v4, '[{\"messageId\":\"m1\",\"statusCode\":\"3000\"}]', m1, SENT, ''",
    "solapi-v4, '[{\"messageId\":\"m1\",\"statusCode\":\"3040\",\"statusMessage\":\"x\"}]', m1,"
        + " FAILED, 3040 x"
  })
  void reports(
      String profile, String call, String reference, DeliveryReport.State state, String detail) {
    var request =
        profile.equals("kannel")
            ? HttpAccounts.get("dlr", call)
            : HttpAccounts.post("dlr", call, Map.of());
    var report = report(parse(profile, request));
    assertThat(report.references().getFirst()).isEqualTo(reference);
    assertThat(report.references()).hasSize(profile.equals("kannel") ? 2 : 1);
    assertThat(report.state()).isEqualTo(state);
    assertThat(report.detail()).isEqualTo(detail);
  }

  @Test
  void SM61_aReportAlsoFindsACallThatWasNeverAnswered() {
    var kannel = report(parse("kannel", HttpAccounts.get("dlr", "id=s-0&type=1&err=")));
    assertThat(kannel.references()).containsExactly("s-0", DeliveryReport.unanswered("s-0"));
    var body = "{\"msgKey\":\"mk1\",\"ref\":\"s-0\",\"reportCode\":\"10000\"}";
    var infobank = report(parse("infobank-omni", HttpAccounts.post("dlr", body, Map.of())));
    assertThat(infobank.references()).containsExactly("mk1", DeliveryReport.unanswered("s-0"));
  }

  @Test
  void aReportWithNulsInItIsOneThatATableTakes() {
    var body = "{\"msgKey\":\"m\\u0000k\",\"reportCode\":\"13001\",\"reportText\":\"o\\u0000ff\"}";
    var report = report(parse("infobank-omni", HttpAccounts.post("dlr", body, Map.of())));
    assertThat(report.references()).containsExactly("mk");
    assertThat(report.detail()).isEqualTo("13001 off");
  }

  @Test
  void aReportThatCannotBeReadLeavesTheOthersAlone() {
    var body =
        "[{\"messageId\":\"m1\",\"statusCode\":\"4000\"},{\"statusCode\":\"4000\"},7,"
            + "{\"messageId\":\"m3\",\"statusCode\":\"4000\"}]";
    var parsed = parse("solapi-v4", HttpAccounts.post("dlr", body, Map.of()));
    assertThat(parsed).isInstanceOf(Parsed.Reported.class);
    assertThat(((Parsed.Reported) parsed).reports())
        .extracting(r -> r.references().getFirst())
        .containsExactly("m1", "m3");
    assertThat(((Parsed.Reported) parsed).unreadable()).isEqualTo("missing_reference");
  }

  @Test
  void infobankHearsItsOwnKey() {
    var account = HttpAccounts.of("infobank-omni", BASE);
    var body = "{\"msgKey\":\"mk\\\"1\",\"reportCode\":\"10000\"}";
    assertThat(sms.accepted(account, HttpAccounts.post("dlr", body, Map.of())).body())
        .isEqualTo("{\"msgKey\":\"mk\\\"1\"}");
  }

  @Test
  void picturesOfCustomersAreFetchedFromTheProvidersHostsOnly() {
    assertThat(sms.mediaHosts(HttpAccounts.of("uplus-msghub", BASE)))
        .contains("api.msghub.uplus.co.kr");
    assertThat(sms.mediaHosts(HttpAccounts.of("twilio", BASE))).contains("mms.twiliocdn.com");
    assertThat(sms.mediaHosts(HttpAccounts.of("nhn-v3", BASE))).isEmpty();
  }
}
