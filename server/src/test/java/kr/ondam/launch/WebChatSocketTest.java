package kr.ondam.launch;

import static kr.ondam.launch.TestServer.Home.CARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import kr.ondam.channel.ChannelAccount;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Sockets of the web chat over the running server: tickets, frames that are wrong, too many of
/// them.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WebChatSocketTest {
  @SuppressWarnings("NullAway.Init")
  private ChatServer chat;

  @BeforeAll
  void start(@TempDir Path folder) {
    chat = new ChatServer(folder);
  }

  @AfterAll
  void close() {
    chat.close();
  }

  @Test
  void WS06_aSocketWithoutTheProtocolIs4406() {
    try (var socket = chat.raw(ChatServer.origin(ChatVisitor.ORIGIN))) {
      assertThat(socket.closeCode()).isEqualTo(4406);
    }
    try (var socket =
        chat.raw(ChatServer.origin(ChatVisitor.ORIGIN), "Sec-WebSocket-Protocol: chat.v2")) {
      assertThat(socket.header("sec-websocket-protocol")).isEmpty();
      assertThat(socket.closeCode()).isEqualTo(4406);
    }
  }

  @Test
  void WS09_aTicketThatIsUnknownMissingOrUsedIs4401() {
    try (var visitor = chat.visitor()) {
      var ticket = ChatServer.PROTOCOL + ", ticket." + visitor.ticket();
      try (var first = chat.raw(ChatServer.origin(ChatVisitor.ORIGIN), ticket)) {
        first.text("{\"t\":\"hello\",\"v\":1,\"conv\":null,\"lastSeq\":0}");
        assertThat(first.read().orElseThrow().text()).contains("welcome");
        try (var second = chat.raw(ChatServer.origin(ChatVisitor.ORIGIN), ticket)) {
          assertThat(second.closeCode()).isEqualTo(4401);
        }
      }
    }
    for (var protocols :
        List.of(
            ChatServer.PROTOCOL,
            ChatServer.PROTOCOL + ", ticket.none",
            ChatServer.PROTOCOL + ", ticket.")) {
      try (var socket = chat.raw(ChatServer.origin(ChatVisitor.ORIGIN), protocols)) {
        assertThat(socket.closeCode()).as(protocols).isEqualTo(4401);
      }
    }
  }

  /// Another tenant's account, so that other tests do not meet it.
  @Test
  void WS10_anAccountThatIsTakenOutOfUseClosesItsSocketsAndOpensNone() {
    try (var visitor = ChatVisitor.named(chat.server(), CARD, "남", null);
        var bystander = chat.visitor()) {
      var line = visitor.open();
      var conversation = line.told("a", "안녕하세요").get("conv").asString();
      var open = bystander.open();
      var ticket = visitor.ticket();
      var began = System.nanoTime();
      use(false);
      assertThat(line.closeCode()).isEqualTo(4401);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
      assertThat(visitor.connect(ticket).closeCode()).isEqualTo(4401);
      assertThat(visitor.ask("null").statusCode()).isEqualTo(404);
      assertThat(missed(visitor, conversation)).isEqualTo(401);
      assertThat(open.told("b", "저는 그대로입니다").get("dup").asBoolean()).isFalse();
      use(true);
      assertThat(missed(visitor, conversation)).isEqualTo(200);
      assertThat(visitor.open().told("c", "다시").get("conv").asString()).isEqualTo(conversation);
    }
  }

  private void use(boolean enabled) {
    var features = chat.server().server().features();
    var known = features.stores().channels().byKey(CARD.chatKey()).orElseThrow();
    var account =
        new ChannelAccount(
            known.tenant(),
            known.id(),
            known.kind(),
            known.name(),
            known.profile(),
            known.key(),
            known.senderKey(),
            known.baseUrl(),
            known.settings(),
            known.origins(),
            known.sources(),
            enabled);
    assertThat(features.provisioning().saveChannel(account)).isEqualTo(new ProvisionResult.Done());
  }

  private int missed(ChatVisitor visitor, String conversation) {
    var path = "/chat/v1/conversations/" + conversation + "/messages?after=0";
    return chat.server()
        .send("GET", path, "", "Authorization", "Bearer " + visitor.token())
        .statusCode();
  }

  @Test
  void WS40_aBadFrameIsAnErrorAndTheSocketStays() {
    try (var visitor = chat.visitor()) {
      var line = visitor.open();
      line.send("[]");
      line.send("{\"t\":\"accept\"}");
      line.await("err", f -> f.get("code").asString().equals("bad_frame"));
      line.await("err", f -> f.get("code").asString().equals("unknown_frame"));
      assertThat(line.told("a", "아직 됩니다").get("dup").asBoolean()).isFalse();
    }
  }

  @Test
  void WS40_manyBadFramesAre1008() {
    try (var visitor = chat.visitor()) {
      var line = visitor.open();
      for (int i = 0; i < 21; i++) {
        line.send("{}");
      }
      assertThat(line.closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void WS45_aPositionThatWasNeverGivenIs1008() {
    try (var visitor = chat.visitor()) {
      var conversation = visitor.open().told("a", "안녕").get("conv").asString();
      var line = visitor.connect(visitor.ticket());
      line.hello(conversation, 99, "");
      assertThat(line.closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void WS49_somebodyElsesConversationIsAnsweredLikeAnUnknownOne() {
    try (var one = chat.visitor();
        var other = chat.visitor();
        var card = ChatVisitor.named(chat.server(), CARD, "남", null)) {
      var conversation = one.open().told("a", "비밀").get("conv").asString();
      for (var foreign : List.of(other, card)) {
        var line = foreign.open(conversation, 0, "");
        assertThat(line.await("welcome").get("conv").isNull()).isTrue();
        line.send("{\"t\":\"read\",\"conv\":\"" + conversation + "\",\"seq\":1}");
        line.send("{\"t\":\"ping\"}");
        line.await("pong");
        assertThat(line.find("msg", _ -> true)).isEmpty();
        var asked =
            chat.server()
                .send(
                    "GET",
                    "/chat/v1/conversations/" + conversation + "/messages?after=0",
                    "",
                    "Authorization",
                    "Bearer " + foreign.token());
        assertThat(asked.statusCode()).isEqualTo(404);
        assertThat(asked.body()).doesNotContain("비밀");
      }
    }
  }

  @Test
  void WS50_aSecondSocketOfTheSameTabReplacesTheFirst() {
    try (var visitor = chat.visitor()) {
      var first = visitor.open(null, 0, "tab1");
      var other = visitor.open(null, 0, "tab2");
      var second = visitor.open(null, 0, "tab1");
      assertThat(first.closeCode()).isEqualTo(4409);
      assertThat(other.isOpen()).isTrue();
      assertThat(second.told("a", "새 소켓").get("dup").asBoolean()).isFalse();
      other.awaitText("새 소켓");
    }
  }

  @Test
  void WS50_ofManySocketsOfOneTabAtOnceOneStays() throws Exception {
    try (var visitor = chat.visitor();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<ChatVisitor.Line> lines = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        lines.add(visitor.connect(visitor.ticket()));
      }
      var said = new ArrayList<Future<?>>();
      lines.forEach(line -> said.add(threads.submit(() -> line.hello(null, 0, "tab"))));
      for (var hello : said) {
        hello.get();
      }
      await().until(() -> lines.stream().filter(ChatVisitor.Line::isOpen).count() == 1);
      var left = lines.stream().filter(ChatVisitor.Line::isOpen).findFirst().orElseThrow();
      assertThat(left.told("a", "남은 소켓").get("dup").asBoolean()).isFalse();
      assertThat(lines).filteredOn(line -> line != left).allMatch(line -> line.closeCode() == 4409);
    }
  }

  @Test
  void WS38_theSixthSocketOfAVisitorClosesTheOldest() {
    try (var visitor = chat.visitor()) {
      List<ChatVisitor.Line> lines = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        lines.add(visitor.open(null, 0, "t" + i));
      }
      assertThat(lines.getFirst().closeCode()).isEqualTo(4409);
      assertThat(lines.subList(1, 6)).allMatch(ChatVisitor.Line::isOpen);
    }
  }

  @Test
  void theEleventhMessageInTenSecondsIsRefusedAndMayBeSentAgain() {
    try (var visitor = chat.visitor()) {
      var line = visitor.open();
      for (int i = 0; i < 11; i++) {
        line.say("r" + i, "글 " + i);
      }
      var refused = line.await("err");
      assertThat(refused.get("code").asString()).isEqualTo("rate");
      assertThat(refused.get("retry").asBoolean()).isTrue();
      await().until(() -> line.find("ack", _ -> true).size() == 10);
    }
  }

  @Test
  void aFloodOfFramesIs4429() {
    try (var visitor = chat.visitor()) {
      var line = visitor.open();
      for (int i = 0; i < 110 && line.isOpen(); i++) {
        try {
          line.send("{\"t\":\"ping\"}");
        } catch (RuntimeException _) {
          break;
        }
      }
      assertThat(line.closeCode()).isEqualTo(4429);
    }
  }
}
