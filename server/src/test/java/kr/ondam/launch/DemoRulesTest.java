package kr.ondam.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Part;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationFilter;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Direction;
import kr.ondam.conversation.EndReason;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.Receipt;
import kr.ondam.conversation.Stage;
import kr.ondam.routing.Queue;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The demo group under the rule files that are shipped, from intake to the customer, over a real
/// database and at whatever hour the test runs.
@Timeout(120)
final class DemoRulesTest {
  private static final TenantId LIFE = new TenantId("hanbit-life");
  private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

  @TempDir private Path data;
  private @Nullable Core core;

  @AfterEach
  void stop() {
    if (core != null) {
      core.close();
    }
  }

  private Core start(Path routing) {
    var started =
        Core.build(
            ServerConfig.read(Path.of("../config/ondam.yaml"), Map.of()),
            data,
            new FileSecrets(Path.of("../config"), Map.of()),
            Map.of(),
            new SimpleMeterRegistry(),
            SEOUL,
            routing,
            ChannelSettings.shipped());
    core = started;
    started
        .features()
        .provisioning()
        .apply(GroupFile.read(Path.of("../config/group.yaml"), ChannelSettings.shipped()));
    started.start(started.readRules());
    return started;
  }

  @Test
  void aClaimArrivesInTheQueueOfClaimsAndEverybodyMeetsAnAgentAtAnyHour() {
    var demo = start(shipped("대상: 그룹", "대상: 그룹"));
    refer(demo, "u1", "보험금청구");
    var claim = say(demo, "u1", "1", "청구 서류를 알려 주세요");
    var plain = say(demo, "u2", "2", "안녕하세요");
    await().until(() -> find(demo, claim).queue() != null && find(demo, plain).queue() != null);
    assertThat(name(demo, claim)).isEqualTo("보험금");
    assertThat(name(demo, plain)).isEqualTo("일반");
    assertThat(find(demo, plain).stage()).isEqualTo(Stage.QUEUED);
    assertThat(demo.features().routing().queues(LIFE))
        .filteredOn(Queue::inForce)
        .extracting(Queue::name)
        .containsExactlyInAnyOrder("일반", "긴급민원", "보험금", "해지방어");
    assertThat(demo.features().routing().arrival(LIFE, claim).orElseThrow().reasons())
        .contains("hanbit-life.yaml:");
  }

  @Test
  void RR02_filesThatAreBrokenLeaveTheStoredQueuesInCharge() throws IOException {
    var folder = Files.createDirectories(data.resolve("rules"));
    Files.writeString(folder.resolve("group.yaml"), "문서: 상담배정규칙/1\n대상: [그룹\n");
    var demo = start(folder);
    assertThat(demo.features().rules().book()).isEmpty();
    var conversation = say(demo, "u1", "1", "안녕하세요");
    await().until(() -> find(demo, conversation).queue() != null);
  }

  @Test
  void theRecordedDayOfAStoppedServerCanBeReadToBeRunAgain() {
    var demo = start(shipped("대상: 그룹", "대상: 그룹"));
    refer(demo, "u1", "보험금청구");
    var claim = say(demo, "u1", "1", "청구 서류를 알려 주세요");
    await().until(() -> find(demo, claim).queue() != null);
    var day = LocalDate.ofInstant(find(demo, claim).openedAt(), SEOUL);
    demo.close();
    core = null;
    var days = Server.recordedDay(day, Path.of("../config"), data, Map.of());
    assertThat(days)
        .singleElement()
        .satisfies(log -> {
          assertThat(log.tenant()).isEqualTo("한빛생명");
          assertThat(log.agents()).isNotEmpty();
          assertThat(log.conversations())
              .singleElement()
              .satisfies(one -> assertThat(one.arrived().queue()).isEqualTo("보험금"));
        });
    assertThat(Server.recordedDay(day.minusDays(9), Path.of("../config"), data, Map.of()))
        .isEmpty();
  }

  @Test
  void RR70_whoCannotWaitIsToldAndFoundAmongThoseToBeCalledBack() {
    var full = shipped("최대대기: {시간: 30분, 처리: 콜백예약}", "대기한도: {인원: 0, 처리: 콜백예약}");
    var demo = start(full);
    var conversation = say(demo, "u1", "1", "안녕하세요");
    await().until(() -> find(demo, conversation).stage() == Stage.CLOSED);
    assertThat(lines(demo, conversation))
        .containsExactly(Part.SystemEvent.CALLBACK, Part.SystemEvent.CLOSED);
    var wanted = new ConversationFilter(Set.of(), null, null, null, EndReason.CALLBACK);
    assertThat(demo.features().conversations().list(LIFE, wanted, null, 10).items())
        .extracting(Conversation::id)
        .containsExactly(conversation);
  }

  @Test
  void outOfHoursTheCustomerIsToldOnceAlsoAfterARestart() {
    var day = LocalDate.now(SEOUL).plusDays(2).getDayOfWeek().ordinal();
    var closed =
        shipped(
            "연중무휴: {매일: \"00:00-24:00\"}",
            "연중무휴: {" + "월화수목금토일".charAt(day) + ": \"09:00-18:00\"}");
    var demo = start(closed);
    var conversation = say(demo, "u1", "1", "안녕하세요");
    await().until(() -> !lines(demo, conversation).isEmpty());
    assertThat(find(demo, conversation).stage()).isEqualTo(Stage.AFTER_HOURS);
    demo.close();
    var again = start(closed);
    await()
        .during(Duration.ofMillis(500))
        .until(() -> lines(again, conversation).equals(List.of(Part.SystemEvent.AFTER_HOURS)));
    assertThat(find(again, conversation).stage()).isEqualTo(Stage.AFTER_HOURS);
  }

  /// The shipped files with one change in the group's.
  private Path shipped(String from, String to) {
    try {
      var folder = Files.createDirectories(data.resolve("rules"));
      for (var name : List.of("group.yaml", "hanbit-life.yaml", "hanbit-card.yaml")) {
        var text = Files.readString(Path.of("../config/routing").resolve(name));
        int tests = text.indexOf("\n시험:");
        Files.writeString(
            folder.resolve(name),
            text.substring(0, tests < 0 ? text.length() : tests).replace(from, to) + "\n");
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void refer(Core demo, String user, String key) {
    var account = account(demo);
    demo.features()
        .intake()
        .accept(
            new Inbound.Referred(
                LIFE,
                account.id(),
                user,
                "t-" + user,
                key,
                Map.of(),
                demo.features().clock().instant()))
        .toCompletableFuture()
        .join();
  }

  private static ConversationId say(Core demo, String user, String id, String text) {
    var account = account(demo);
    var spoken =
        new Inbound.Spoken(
            LIFE,
            account.id(),
            account.kind(),
            user,
            id,
            false,
            "t-" + user,
            null,
            List.of(new Part.Text(text)),
            null,
            null,
            Map.of(),
            null,
            demo.features().clock().instant());
    var receipt = demo.features().intake().accept(spoken).toCompletableFuture().join();
    return ((Receipt.Stored) receipt).message().conversation();
  }

  private static ChannelAccount account(Core demo) {
    return demo.features().channels().accounts(LIFE).stream()
        .filter(account -> account.id().equals(new ChannelAccountId("life-kakao")))
        .filter(account -> account.kind() == ChannelKind.KAKAO_COUNSEL)
        .findFirst()
        .orElseThrow();
  }

  private static Conversation find(Core demo, ConversationId conversation) {
    return demo.features().conversations().find(LIFE, conversation).orElseThrow();
  }

  private static String name(Core demo, ConversationId conversation) {
    var queue = find(demo, conversation).queue();
    return demo.features().routing().queues(LIFE).stream()
        .filter(known -> known.id().equals(queue))
        .map(Queue::name)
        .findFirst()
        .orElse("");
  }

  /// Codes of the lines the system has written.
  private static List<String> lines(Core demo, ConversationId conversation) {
    return demo.features().conversations().messages(LIFE, conversation, 0, 50).stream()
        .filter(message -> message.direction() == Direction.SYSTEM)
        .map(Message::parts)
        .map(parts -> ((Part.SystemEvent) parts.getFirst()).code())
        .toList();
  }
}
