package kr.ondam.channel.sms.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import kr.ondam.channel.Capabilities;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.Degradation;
import kr.ondam.channel.Loss;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.OutboundFile;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.Part;
import kr.ondam.channel.PictureFitter;
import kr.ondam.channel.ProviderCall;
import kr.ondam.channel.kakao.KakaoCounsel;
import kr.ondam.channel.sms.SmsCheck;
import kr.ondam.channel.sms.SmsText;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Pictures on their way to customers, for every provider that takes them.
final class MmsTest {
  private static final Instant NOW = Instant.parse("2026-11-27T00:00:00Z");
  private static final UUID ID = new UUID(0x0198_0000_0000_7000L, 0x8000_0000_0000_0001L);
  private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1, 2, 3};
  private static final String BASE64 = Base64.getEncoder().encodeToString(JPEG);

  private final FakeGateway gateway = new FakeGateway();
  private final FakeMsghub hub = new FakeMsghub();
  private final HttpSms sms =
      new HttpSms(Optional::of, KakaoCounsel.client(), InstantSource.fixed(NOW));

  @AfterEach
  void close() {
    gateway.close();
    hub.close();
  }

  private ChannelAccount account(String profile) {
    return HttpAccounts.of(profile, profile.equals("uplus-msghub") ? hub.uri() : gateway.uri());
  }

  private static OutboundFile file(int number, OutboundFile.Source source) {
    return new OutboundFile(new UUID(7, number), "고객 " + number + ".jpg", "image/jpeg", 6, source);
  }

  private static OutboundFile file(int number) {
    return file(number, () -> new ByteArrayInputStream(JPEG));
  }

  private static InputStream failing(IOException failure) throws IOException {
    throw failure;
  }

  private List<ProviderCall> plan(ChannelAccount account, String text, OutboundFile... files) {
    List<Part> parts = new ArrayList<>();
    if (!text.isEmpty()) {
      parts.add(new Part.Text(text));
    }
    for (var file : files) {
      parts.add(new Part.Image(null, file.name(), file.id()));
    }
    var out = new Outbound(ID, account.tenant(), account.id(), "01012345678", null, parts);
    return sms.plan(account, out.with(List.of(files)));
  }

  private Outcome send(String profile, String text, OutboundFile... files) {
    var account = account(profile);
    return sms.send(account, plan(account, text, files).getFirst());
  }

  /// Of a picture that was not taken, which says nothing about the provider's messages.
  private Outcome aside(String profile, OutboundFile file) {
    var came = send(profile, "네", file);
    assertThat(came).isInstanceOf(Outcome.Aside.class);
    return ((Outcome.Aside) came).before();
  }

  private FakeGateway.Call last() {
    return gateway.calls().getLast();
  }

  @Test
  void uplus() {
    assertThat(send("uplus-msghub", "안녕하세요", file(1), file(2))).isInstanceOf(Outcome.Ok.class);
    assertThat(hub.calls())
        .extracting(FakeMsghub.Call::path)
        .filteredOn(path -> !path.startsWith("/auth"))
        .containsExactly("/file/v1/mms", "/file/v1/mms", "/msg/v1/mms");
    assertThat(hub.pictures()).containsExactly(JPEG, JPEG);
    var sent = hub.calls().getLast().json();
    assertThat(sent.path("msg").asString()).isEqualTo("안녕하세요");
    assertThat(sent.path("title").asString()).isEqualTo("안녕하세요");
    assertThat(sent.path("fileIdLst").size()).isEqualTo(2);
    assertThat(sent.at("/fileIdLst/0").asString()).matches("[0-9a-f]{20}");
    assertThat(sent.at("/recvInfoLst/0/phone").asString()).isEqualTo("01012345678");
    assertThat(hub.calls().toString()).as("what the file is called").doesNotContain("고객");
  }

  @Test
  void uplusTakesFilesAtAnAddressOfTheirOwn() {
    var account =
        HttpAccounts.of(
            "uplus-msghub", URI.create("http://127.0.0.1:1"), "file-address", hub.uri() + "/");
    var call = plan(account, "", file(1)).getFirst();
    assertThat(call.uploads().getFirst().uri()).isEqualTo(URI.create(hub.uri() + "/file/v1/mms"));
    assertThat(call.uri()).isEqualTo(URI.create("http://127.0.0.1:1/msg/v1/mms"));
    assertThat(
            HttpAccounts.PROVIDERS.problems(
                "uplus-msghub",
                true,
                HttpAccounts.of("uplus-msghub", hub.uri(), "file-address", "mnt-api").settings()))
        .hasSize(1);
  }

  @Test
  void nhn() {
    gateway.next(200, "{\"header\":{\"resultCode\":0},\"body\":{\"data\":{\"fileId\":307917}}}");
    gateway.next(
        200,
        "{\"header\":{\"resultCode\":0},\"body\":{\"data\":{\"requestId\":\"r1\",\"sendResultList\":[{\"recipientSeq\":1}]}}}");
    assertThat(send("nhn-v3", "네", file(1))).isEqualTo(new Outcome.Ok("r1/1"));
    var upload = gateway.calls().getFirst();
    assertThat(upload.path()).isEqualTo("/sms/v3.0/appKeys/APP/attachfile/binaryUpload");
    assertThat(upload.headers()).containsEntry("x-secret-key", "nhn-secret");
    assertThat(upload.body())
        .isEqualTo(
            "{\"fileName\":\"picture.jpg\",\"createUser\":\"ondam\",\"fileBody\":\"%s\"}"
                .formatted(BASE64));
    assertThat(last().path()).isEqualTo("/sms/v3.0/appKeys/APP/sender/mms");
    assertThat(last().body())
        .isEqualTo(
            "{\"title\":\"네\",\"body\":\"네\",\"sendNo\":\"15881234\",\"attachFileIdList\":[307917],"
                + "\"recipientList\":[{\"recipientNo\":\"01012345678\"}]}");
  }

  @Test
  void solapi() {
    gateway.next(200, "{\"fileId\":\"ST01FZ\",\"type\":\"MMS\"}");
    assertThat(send("solapi-v4", "네", file(1))).isEqualTo(new Outcome.Ok("m1"));
    var upload = gateway.calls().getFirst();
    assertThat(upload.path()).isEqualTo("/storage/v1/files");
    assertThat(upload.body())
        .isEqualTo("{\"file\":\"%s\",\"name\":\"picture.jpg\",\"type\":\"MMS\"}".formatted(BASE64));
    assertThat(last().body())
        .isEqualTo(
            "{\"message\":{\"to\":\"01012345678\",\"from\":\"15881234\",\"text\":\"네\",\"subject\":\"네\","
                + "\"imageId\":\"ST01FZ\",\"type\":\"MMS\"}}");
    assertThat(upload.headers().get("authorization"))
        .as("signed anew for every call")
        .isNotEqualTo(last().headers().get("authorization"));
  }

  @Test
  void infobank() {
    gateway.next(200, "{\"code\":\"A000\",\"data\":{\"token\":\"t-1\",\"schema\":\"Bearer\"}}");
    gateway.next(200, "{\"code\":\"A000\",\"result\":\"Success\",\"data\":{\"fileKey\":\"fk1\"}}");
    assertThat(send("infobank-omni", "네", file(1))).isEqualTo(new Outcome.Ok("mk2"));
    var upload = gateway.calls().get(1);
    assertThat(upload.path()).isEqualTo("/v1/file/MMS");
    assertThat(upload.headers())
        .containsEntry("authorization", "Bearer t-1")
        .hasEntrySatisfying(
            "content-type", type -> assertThat(type).startsWith("multipart/form-data; boundary="));
    assertThat(upload.body()).contains("name=\"file\"; filename=\"picture.jpg\"");
    assertThat(last().path()).isEqualTo("/v1/send/mms");
    assertThat(last().json().path("fileKey").toString()).isEqualTo("[\"fk1\"]");
  }

  static Stream<String> carrying() {
    return HttpAccounts.profiles().filter(name -> HttpAccounts.profile(name).mostPictures() > 0);
  }

  @ParameterizedTest
  @MethodSource("carrying")
  void morePicturesThanAMessageCarriesGoOnInFurtherMessages(String profile) {
    int most = HttpAccounts.profile(profile).mostPictures();
    var files = new OutboundFile[most + 1];
    Arrays.setAll(files, MmsTest::file);
    var planned = plan(account(profile), "네", files);
    assertThat(planned).extracting(call -> call.uploads().size()).containsExactly(most, 1);
    assertThat(planned.getFirst().serial()).endsWith("-0");
    assertThat(planned.getLast().serial()).endsWith("-1");
    assertThat(planned.getFirst().body()).contains("\"네\"");
    assertThat(planned.getLast().body()).contains("\"사진\"").doesNotContain("\"네\"");
    assertThat(plan(account(profile), "", file(1)).getFirst().body()).contains("\"사진\"");
  }

  @Test
  void SM64_theProductIsChosenByTheTextsBytesAndThePictures() {
    var account = account("nhn-v3");
    assertThat(plan(account, "가".repeat(45)).getFirst().uri().getPath()).endsWith("/sender/sms");
    assertThat(plan(account, "가".repeat(46)).getFirst().uri().getPath()).endsWith("/sender/mms");
    assertThat(plan(account, "가", file(1)).getFirst().uri().getPath()).endsWith("/sender/mms");
    assertThatThrownBy(() -> plan(account, "가".repeat(1001), file(1)))
        .hasMessageContaining("2002 octets");
    var picture = new Part.Image(null, "a", new UUID(7, 1));
    assertThat(SmsCheck.of(List.of(picture)).size()).isEqualTo(SmsText.Size.MMS);
    assertThat(SmsCheck.of(List.of(new Part.Text("가"))).size()).isEqualTo(SmsText.Size.SMS);
    assertThat(SmsCheck.of(List.of(new Part.Image("https://x", "a"))).size())
        .as("an address is text")
        .isEqualTo(SmsText.Size.SMS);
  }

  @ParameterizedTest
  @MethodSource(HttpAccounts.PROFILES)
  void anAccountSaysWhetherItCarriesPictures(String profile) {
    long bytes = HttpAccounts.profile(profile).section("pictures").path("bytes").asLong(0);
    Capabilities can = sms.capabilities(account(profile));
    assertThat(can.picture()).isEqualTo(bytes);
    assertThat(can.file()).isZero();
    var parts = List.<Part>of(new Part.Text("가"), new Part.Image(null, "a", new UUID(7, 1)));
    var result = Degradation.of(can, parts, _ -> 100);
    assertThat(result.losses().isEmpty()).isEqualTo(bytes > 0);
    if (bytes == 0) {
      assertThat(result.losses().getFirst().kind()).isEqualTo(Loss.Kind.FILE_LEFT_OUT);
      assertThat(result.parts()).containsExactly(new Part.Text("가"));
    }
  }

  @Test
  void withAFitterLargerPicturesAreCarriedToo() {
    var fitting =
        new HttpSms(
            Optional::of,
            KakaoCounsel.client(),
            InstantSource.fixed(NOW),
            new PictureFitter() {
              @Override
              public long largest(Limits limits) {
                return 20_000_000;
              }

              @Override
              public Optional<byte[]> fit(byte[] picture, Limits limits) {
                assertThat(limits).isEqualTo(new Limits(200_000, 1500, 1440));
                return Optional.of("small".getBytes(StandardCharsets.UTF_8));
              }
            },
            HttpProfiles.shipped());
    var account = account("solapi-v4");
    assertThat(fitting.capabilities(account).picture()).isEqualTo(20_000_000);
    gateway.next(200, "{\"fileId\":\"ST01FZ\"}");
    var call = plan(account, "네", file(1)).getFirst();
    assertThat(fitting.send(account, call)).isInstanceOf(Outcome.Ok.class);
    assertThat(gateway.calls().getFirst().json().path("file").asString())
        .isEqualTo(Base64.getEncoder().encodeToString("small".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void nothingIsReadForAProviderThatDoesNotLetUsIn() {
    gateway.next(401, "");
    var opened = new AtomicInteger();
    var picture =
        file(
            1,
            () -> {
              opened.incrementAndGet();
              return new ByteArrayInputStream(JPEG);
            });
    assertThat(send("infobank-omni", "네", picture))
        .as("which concerns its messages too")
        .isEqualTo(new Outcome.Unauthorised("token request: HTTP 401"));
    assertThat(opened).hasValue(0);
  }

  @Test
  void theManyPicturesOfOneAccountHoldUpNoOthers() throws Exception {
    var held = new CountDownLatch(1);
    var begun = new CountDownLatch(1);
    var slow =
        file(
            1,
            () -> {
              begun.countDown();
              try {
                held.await();
              } catch (InterruptedException e) {
                throw new IOException(e);
              }
              return new ByteArrayInputStream(JPEG);
            });
    var busy = account("nhn-v3");
    var other =
        new ChannelAccount(
            new TenantId("card"),
            busy.id(),
            busy.kind(),
            busy.name(),
            "solapi-v4",
            busy.key(),
            null,
            busy.baseUrl(),
            account("solapi-v4").settings(),
            List.of(),
            List.of(),
            true);
    var quick = plan(other, "네", file(2)).getFirst();
    var call = plan(busy, "네", slow).getFirst();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Outcome>> waiting = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        waiting.add(threads.submit(() -> sms.send(busy, call)));
      }
      begun.await();
      gateway.next(200, "{\"fileId\":\"ST01FZ\"}");
      assertThat(sms.send(other, quick)).isInstanceOf(Outcome.Ok.class);
      held.countDown();
      for (var each : waiting) {
        assertThat(each.get()).isNotNull();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "500, '', Retry",
    "0, '', Retry",
    "429, '', Retry",
    "401, '', Unauthorised",
    "400, '{\"errorCode\":\"FileSizeExceeded\",\"errorMessage\":\"m\"}', Permanent",
    "200, '{}', Permanent",
    "200, 'no json', Permanent",
  })
  void O3_nothingIsSentWhenAPictureIsNotTaken(int status, String body, String outcome) {
    gateway.next(status, body);
    var came = aside("solapi-v4", file(1));
    assertThat(came.getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(gateway.calls()).hasSize(1);
    if (status == 400) {
      assertThat(came).isEqualTo(new Outcome.Permanent("FileSizeExceeded", "m"));
    }
  }

  @ParameterizedTest
  @CsvSource({"29002, Throttled", "29012, Retry", "29015, Retry", "29001, Permanent"})
  void O3_aPictureIsTriedAgainWhereItsMessageWouldBe(String code, String outcome) {
    hub.next(200, "{\"code\":\"%s\",\"message\":\"m\"}".formatted(code));
    var came = aside("uplus-msghub", file(1));
    assertThat(came.getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(hub.asked("/msg/")).isZero();
  }

  @Test
  void aPictureThatIsGoneOrCannotBeReadOrMadeToFitIsNotSent() {
    assertThat(aside("solapi-v4", file(1, () -> failing(new FileNotFoundException()))))
        .isEqualTo(new Outcome.Permanent("file_gone", ""));
    assertThat(aside("solapi-v4", file(1, () -> failing(new IOException()))))
        .isEqualTo(new Outcome.Unmade("file"));
    var odd = file(1, () -> new ByteArrayInputStream(new byte[9]));
    assertThat(aside("solapi-v4", odd)).isEqualTo(new Outcome.Permanent("picture_unfit", ""));
    assertThat(gateway.calls()).isEmpty();
    var account = account("solapi-v4");
    var missing = List.<Part>of(new Part.Image(null, "a", new UUID(7, 9)));
    assertThatThrownBy(() ->
            sms.plan(
                account,
                new Outbound(ID, account.tenant(), account.id(), "01012345678", null, missing)))
        .hasMessageContaining("expected: one at hand");
  }

  @Test
  void whatACounsellorTypesIsNeverTakenForAPicture() {
    gateway.next(200, "{\"fileId\":\"ST01FZ\"}");
    send("solapi-v4", "${files} ${file.url}", file(1));
    assertThat(last().json().at("/message/text").asString()).isEqualTo("${files} ${file.url}");
    gateway.next(200, "{\"fileId\":\"ST01FZ\"}");
    send("solapi-v4", "${files}", file(1));
    assertThat(last().json().at("/message/text").asString()).isEqualTo("${files}");
  }
}
