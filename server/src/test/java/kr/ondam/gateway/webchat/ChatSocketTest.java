package kr.ondam.gateway.webchat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kr.ondam.conversation.ConversationFilter;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Lanes;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What one socket does as time passes.
final class ChatSocketTest {
  private final ChatFloor floor = new ChatFloor();
  private final FakeSocket socket = new FakeSocket();

  @AfterEach
  void close() {
    floor.close();
  }

  private ChatSocket greeted() {
    var chat = floor.open(socket);
    chat.text(ChatFloor.hello(""));
    assertThat(socket.count("welcome")).isEqualTo(1);
    return chat;
  }

  @Test
  void WS08_noHelloWithinFiveSecondsIs4408() {
    floor.open(socket);
    floor.time.advance(Duration.ofMillis(4999));
    assertThat(socket.closed).isEmpty();
    floor.time.advance(Duration.ofMillis(1));
    assertThat(socket.closed).containsExactly(4408);
  }

  /// Until its timer is set, nobody else may know of it.
  @Test
  void WS08_aSocketJoinsItsRoomOnlyWhenItIsWhole() {
    var rooms = new ArrayList<Double>();
    floor.onAlarm = () -> rooms.add(floor.meters.get("webchat.rooms").gauge().value());
    floor.open(socket);
    assertThat(rooms).containsExactly(0.0);
    assertThat(floor.meters.get("webchat.rooms").gauge().value()).isEqualTo(1);
  }

  @Test
  void WS08_otherFramesAreNoHello() {
    var chat = floor.open(socket);
    chat.text(ChatFloor.say("a", "너무 빨리"));
    chat.text("{\"t\":\"ping\"}");
    floor.time.advance(Duration.ofSeconds(5));
    assertThat(socket.closed).containsExactly(4408);
    assertThat(floor.memory.stores().conversations().messageCount(ChatFloor.LIFE, ChatFloor.WEB))
        .isZero();
  }

  @Test
  void WS10_whoeverIsConnectedToAnAccountGoesWhenItIsTakenOutOfUseAndNobodyComes() {
    var chat = greeted();
    var second = new FakeSocket();
    floor.open(second, 2);
    floor.hub.edited(ChatFloor.LIFE);
    assertThat(socket.closed).as("another setting was edited").isEmpty();
    floor.use(false);
    floor.hub.edited(new TenantId("card"));
    assertThat(socket.closed).isEmpty();
    floor.hub.edited(ChatFloor.LIFE);
    assertThat(socket.closed).containsExactly(4401);
    assertThat(second.closed).containsExactly(4401);
    // On its way when the socket was closed.
    chat.text(ChatFloor.say("late", "늦은 글"));
    // With a ticket that was given before.
    var late = new FakeSocket();
    floor.open(late, 3);
    assertThat(late.closed).containsExactly(4401);
    floor.use(true);
    floor.hub.edited(ChatFloor.LIFE);
    var again = new FakeSocket();
    var back = floor.open(again, 1);
    back.text(ChatFloor.hello(""));
    back.text(ChatFloor.say("again", "다시"));
    await().until(() -> again.count("ack") == 1);
    assertThat(again.closed).isEmpty();
    assertThat(floor.memory.stores().conversations().messageCount(ChatFloor.LIFE, ChatFloor.WEB))
        .as("what came late is not stored")
        .isEqualTo(1);
  }

  @Test
  void WS10_aStoreThatIsAwayDelaysTheCloseByItsAbsenceOnly() {
    greeted();
    floor.use(false);
    floor.memory.down(true);
    floor.hub.edited(ChatFloor.LIFE);
    floor.time.advance(Duration.ofSeconds(20));
    assertThat(socket.closed).isEmpty();
    floor.memory.down(false);
    floor.time.advance(Duration.ofSeconds(1));
    assertThat(socket.closed).containsExactly(4401);
  }

  @Test
  void WS10_aSocketDoesNotOutliveItsToken() {
    var chat = greeted();
    floor.jump = Duration.ofDays(400).minusSeconds(26);
    floor.time.advance(Duration.ofSeconds(25));
    chat.text("{\"t\":\"pong\"}");
    assertThat(socket.closed).isEmpty();
    floor.time.advance(Duration.ofSeconds(25));
    assertThat(socket.closed).containsExactly(4401);
  }

  @Test
  void WS33_twoPingsWithoutAnswerClose4408WithinSeventyFiveSeconds() {
    greeted();
    floor.time.advance(Duration.ofSeconds(25));
    assertThat(socket.count("ping")).isEqualTo(1);
    floor.time.advance(Duration.ofSeconds(25));
    assertThat(socket.count("ping")).isEqualTo(2);
    assertThat(socket.closed).isEmpty();
    floor.time.advance(Duration.ofSeconds(25));
    assertThat(socket.closed).containsExactly(4408);
  }

  @Test
  void WS33_anyFrameIsASignOfLife() {
    var chat = greeted();
    for (int i = 0; i < 20; i++) {
      floor.time.advance(Duration.ofSeconds(25));
      chat.text(i % 2 == 0 ? "{\"t\":\"pong\"}" : "{\"t\":\"typing\",\"on\":false}");
    }
    assertThat(socket.closed).isEmpty();
    assertThat(socket.count("ping")).isEqualTo(20);
  }

  @Test
  void WS68_aClockThatJumpsClosesNobodyAndPingsAtNoOtherTime() {
    var chat = greeted();
    for (var jump : List.of(Duration.ofDays(1), Duration.ofDays(-1))) {
      socket.sent.clear();
      floor.jump = jump;
      floor.time.advance(Duration.ofSeconds(24));
      assertThat(socket.sent).isEmpty();
      chat.text(ChatFloor.say("jump" + jump, "글"));
      await().until(() -> socket.count("ack") == 1);
      floor.time.advance(Duration.ofSeconds(1));
      await().until(() -> socket.count("ping") == 1);
      chat.text("{\"t\":\"pong\"}");
    }
    assertThat(socket.closed).isEmpty();
  }

  @Test
  void aSecondHelloAndAnotherVersionAreRefused() {
    var chat = greeted();
    chat.text(ChatFloor.hello(""));
    assertThat(socket.count("err")).isEqualTo(1);
    var other = new FakeSocket();
    floor.open(other).text("{\"t\":\"hello\",\"v\":2,\"conv\":null,\"lastSeq\":0}");
    assertThat(other.closed).containsExactly(4406);
  }

  @Test
  void tenMessagesInTenSecondsAreTakenAndTheNextAfterThem() {
    var chat = greeted();
    for (int i = 0; i < 11; i++) {
      chat.text(ChatFloor.say("m" + i, "글"));
    }
    assertThat(socket.sent).anyMatch(f -> f.contains("\"code\":\"rate\""));
    floor.time.advance(Duration.ofSeconds(10));
    chat.text(ChatFloor.say("m10", "글"));
    await().until(() -> socket.count("ack") == 11);
    assertThat(socket.count("err")).isEqualTo(1);
  }

  @Test
  void theRateIsOfTheVisitorNotOfTheSocket() {
    var chat = greeted();
    var second = new FakeSocket();
    var tab = floor.open(second);
    tab.text(ChatFloor.hello("b"));
    for (int i = 0; i < 10; i++) {
      chat.text(ChatFloor.say("m" + i, "글"));
    }
    tab.text(ChatFloor.say("x", "글"));
    assertThat(second.count("err")).isEqualTo(1);
    var other = new FakeSocket();
    var stranger = floor.open(other, 2);
    stranger.text(ChatFloor.hello(""));
    stranger.text(ChatFloor.say("x", "글"));
    await().until(() -> other.count("ack") == 1);
  }

  @Test
  void C6_WS36_aReaderThatIsTooSlowIsCutAndOthersFeelNothing() {
    var chat = greeted();
    var quick = new FakeSocket();
    floor.open(quick).text(ChatFloor.hello("b"));
    socket.slow = true;
    chat.text(ChatFloor.say("a", "글"));
    await().until(() -> quick.count("msg") == 1);
    await().until(() -> !socket.closed.isEmpty());
    assertThat(socket.closed).containsExactly(1013);
    assertThat(quick.closed).isEmpty();
  }

  @Test
  void WS66_aMessageDuringTheDrainIsAcknowledgedBeforeTheClose() {
    var chat = greeted();
    floor.memory.hold(() -> {
      chat.text(ChatFloor.say("a", "마지막"));
      assertThat(chat.stopping()).isFalse();
      assertThat(socket.count("bye")).isEqualTo(1);
      assertThat(socket.closed).isEmpty();
    });
    await().until(() -> !socket.closed.isEmpty());
    assertThat(socket.closed).containsExactly(1012);
    assertThat(socket.count("ack")).isEqualTo(1);
  }

  @Test
  void WS66_aQuietSocketIsClosedAtOnce() {
    var chat = greeted();
    chat.stopping();
    assertThat(socket.count("bye")).isEqualTo(1);
    assertThat(socket.closed).containsExactly(1012);
  }

  @Test
  void aStoreThatIsDownSaysComeBackLater() {
    floor.memory.down(true);
    floor.open(socket).text(ChatFloor.hello(""));
    assertThat(socket.closed).containsExactly(1013);
    floor.memory.down(false);
    var again = new FakeSocket();
    floor.open(again).text(ChatFloor.hello(""));
    assertThat(again.count("welcome")).isEqualTo(1);
  }

  @Test
  void A15_aMessageThatCannotBeStoredMayBeSentAgain() {
    var chat = greeted();
    floor.memory.down(true);
    chat.text(ChatFloor.say("a", "글"));
    await().until(() -> socket.count("err") == 1);
    assertThat(socket.sent.getLast()).contains("unavailable").contains("\"retry\":true");
    assertThat(socket.count("ack")).isZero();
    floor.memory.down(false);
    chat.text(ChatFloor.say("a", "글"));
    await().until(() -> socket.count("ack") == 1);
  }

  @Test
  void A15_aFileOfAStoreThatIsDownIsNotSaidToBeGone() {
    var chat = greeted();
    floor.memory.down(true);
    chat.text(
        "{\"t\":\"msg\",\"cmid\":\"a\",\"parts\":[{\"k\":\"text\",\"text\":\"글\"},"
            + "{\"k\":\"file\",\"fileId\":\"00000000-0000-0001-0000-000000000002\"}]}");
    await().until(() -> socket.count("err") == 1);
    assertThat(socket.sent.getLast()).contains("unavailable").contains("\"retry\":true");
  }

  /// Two messages of others fill the tenant's intake.
  @Test
  void A13_theCategoryOfAMessageThatFindsTheIntakeBusyIsNotLost() {
    try (var full = new ChatFloor(ChatLimits.USUAL, new Lanes.Limits(2, 1))) {
      var others = List.of(new FakeSocket(), new FakeSocket());
      var chats = List.of(full.open(others.get(0), 2), full.open(others.get(1), 3));
      chats.forEach(chat -> chat.text(ChatFloor.hello("")));
      var chat = full.open(socket, "claims");
      chat.text(ChatFloor.hello(""));
      full.memory.hold(() -> {
        chats.forEach(other -> other.text(ChatFloor.say("x", "먼저")));
        chat.text(ChatFloor.say("a", "청구"));
        chat.text(ChatFloor.say("b", "서류"));
        assertThat(socket.sent).filteredOn(f -> f.contains("\"t\":\"err\"")).hasSize(2);
        assertThat(socket.sent.getLast()).contains("\"code\":\"rate\"", "\"retry\":true");
      });
      others.forEach(other -> await().until(() -> other.count("ack") == 1));
      // The place is free a moment after the answer.
      await()
          .until(() -> {
            chat.text(ChatFloor.say("a", "청구"));
            return socket.count("ack") > 0;
          });
      var store = full.tools.conversations();
      assertThat(store.list(ChatFloor.LIFE, ConversationFilter.ALL, null, 9).items())
          .filteredOn(c -> "claims".equals(c.routingKey()))
          .singleElement()
          .satisfies(c -> assertThat(c.lastSeq()).isEqualTo(1));
    }
  }

  @Test
  void framesComeInTheOrderOfTheirSeqAndOnce() {
    var chat = greeted();
    chat.text(ChatFloor.say("a", "글"));
    await().until(() -> socket.count("msg") == 1);
    var conversation =
        new ConversationId(
            UUID.fromString(
                socket.sent.stream()
                    .filter(f -> f.contains("\"ack\""))
                    .findFirst()
                    .orElseThrow()
                    .replaceAll(".*\"conv\":\"([^\"]+)\".*", "$1")));
    for (int i = 0; i < 50; i++) {
      floor.replies.systemLine(ChatFloor.LIFE, conversation, "test.line", Map.of(), "l" + i);
    }
    await().until(() -> socket.sent.stream().anyMatch(f -> f.contains("\"seq\":51,")));
    List<Long> seqs =
        socket.sent.stream()
            .filter(f -> f.contains("\"t\":\"msg\"") || f.contains("\"t\":\"event\""))
            .filter(f -> f.contains("\"seq\""))
            .map(f -> Long.valueOf(f.replaceAll(".*\"seq\":(\\d+).*", "$1")))
            .toList();
    assertThat(seqs)
        .containsExactlyElementsOf(java.util.stream.LongStream.rangeClosed(1, 51).boxed().toList());
  }
}
