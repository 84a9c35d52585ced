package kr.ondam.launch;

import static kr.ondam.launch.TestServer.Home.LIFE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Signals;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Messages of the web chat over the running server: once, in order, complete and masked.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WebChatMessageTest {
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
  void WS42_sameClientIdTwiceIsOneMessage() {
    try (var visitor = chat.visitor()) {
      var line = visitor.open();
      var first = line.told("c1", "한 번만");
      line.say("c1", "한 번만");
      var again = line.await("ack", f -> f.get("dup").asBoolean());
      assertThat(again.get("id")).isEqualTo(first.get("id"));
      assertThat(again.get("seq")).isEqualTo(first.get("seq"));
      assertThat(texts(line.conversation())).containsExactly("한 번만");
      line.say("c1", "다른 글");
      await().until(() -> line.find("ack", f -> f.get("dup").asBoolean()).size() == 2);
      assertThat(texts(line.conversation())).as("A6: the first wins").containsExactly("한 번만");
    }
  }

  @Test
  void WS42_theSameClientIdFromManyTabsAtOnceIsOneMessage() throws Exception {
    try (var visitor = chat.visitor();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<JsonNode>> tabs = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        var line = visitor.open(null, 0, "t" + i);
        tabs.add(() -> line.told("same", "동시에"));
      }
      List<String> ids = new ArrayList<>();
      for (var ack : threads.invokeAll(tabs)) {
        ids.add(ack.get().get("id").asString());
      }
      assertThat(ids).hasSize(5).containsOnly(ids.getFirst());
    }
  }

  @Test
  void WS62_aVisitorsFileIsTheirsToSendAndToSeeAndNobodyElses() {
    try (var visitor = chat.visitor();
        var other = chat.visitor()) {
      var path = "/chat/v1/attachments?name=%EC%B2%AD%EA%B5%AC%EC%84%9C.txt";
      String[] mine = {"Origin", ChatVisitor.ORIGIN, "Authorization", "Bearer " + visitor.token()};
      String[] theirs = {"Origin", ChatVisitor.ORIGIN, "Authorization", "Bearer " + other.token()};
      var upload = chat.server().send("POST", path, "청구 내용", mine);
      assertThat(upload.statusCode()).as(upload.body()).isEqualTo(201);
      var file = JsonMapper.shared().readTree(upload.body());
      var id = file.get("fileId").asString();
      var frame = "{\"t\":\"msg\",\"cmid\":\"%s\",\"parts\":[{\"k\":\"file\",\"fileId\":\"%s\"}]}";
      var stranger = other.open();
      stranger.send(frame.formatted("f0", id));
      assertThat(stranger.await("err").get("code").asString()).isEqualTo("file_gone");
      var line = visitor.open();
      line.send(frame.formatted("f1", id));
      line.say("f2", "그 다음");
      line.await("ack", f -> f.get("cmid").asString().equals("f2"));
      line.send(frame.formatted("f1", id));
      line.await("ack", f -> f.get("dup").asBoolean());
      var shown = line.await("msg", f -> f.at("/parts/0/k").asString().equals("file"));
      assertThat(shown.get("seq").asLong()).isEqualTo(1);
      assertThat(shown.at("/parts/0/name").asString()).isEqualTo("청구서.txt");
      assertThat(shown.at("/parts/0/fileId").asString()).isEqualTo(id);
      var one = "/chat/v1/attachments/" + id;
      var read = chat.server().send("GET", one, "", mine);
      assertThat(read.body()).isEqualTo("청구 내용");
      assertThat(read.headers().firstValue("content-disposition").orElseThrow())
          .startsWith("attachment;");
      assertThat(chat.server().send("GET", one, "", theirs).statusCode()).isEqualTo(404);
      assertThat(chat.server().send("GET", one, "", "Origin", ChatVisitor.ORIGIN).statusCode())
          .isEqualTo(401);
      var elsewhere = new String[] {"Origin", "https://evil.example", "Authorization", mine[3]};
      assertThat(chat.server().send("GET", one, "", elsewhere).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void WS44_theSameClientIdOfAnotherVisitorIsAnotherMessage() {
    try (var one = chat.visitor();
        var other = chat.visitor()) {
      var first = one.open().told("same", "하나");
      var second = other.open().told("same", "둘");
      assertThat(second.get("dup").asBoolean()).isFalse();
      assertThat(second.get("conv")).isNotEqualTo(first.get("conv"));
    }
  }

  @Test
  void A7_twoFirstMessagesAtOnceAreOneConversation() throws Exception {
    for (int round = 0; round < 10; round++) {
      try (var visitor = chat.visitor();
          var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var a = visitor.open(null, 0, "a");
        var b = visitor.open(null, 0, "b");
        List<Callable<JsonNode>> both = List.of(() -> a.told("1", "첫째"), () -> b.told("2", "둘째"));
        List<String> conversations = new ArrayList<>();
        for (var ack : threads.invokeAll(both)) {
          conversations.add(ack.get().get("conv").asString());
        }
        assertThat(conversations).hasSize(2).containsOnly(conversations.getFirst());
        for (var line : List.of(a, b)) {
          line.awaitText("첫째");
          line.awaitText("둘째");
          assertThat(line.seqs()).containsExactly(1L, 2L);
        }
      }
    }
  }

  @Test
  void WS46_aReadMarkThatIsNoNumberIsAnErrorAndTheSocketStays() {
    try (var visitor = chat.visitor()) {
      var line = visitor.open();
      line.told("a", "안녕");
      line.send("{\"t\":\"read\",\"seq\":-3}");
      line.await("err", f -> f.get("code").asString().equals("bad_frame"));
      line.send("{\"t\":\"read\",\"seq\":1}");
      line.send("{\"t\":\"ping\"}");
      line.await("pong");
      assertThat(line.isOpen()).isTrue();
    }
  }

  @Test
  void WS48_aLongAbsenceIsAGapThatCanBeFetched() {
    try (var visitor = chat.visitor()) {
      var line = visitor.open();
      var conversation = line.told("m0", "처음").get("conv").asString();
      fill(conversation, 130);
      line.cut();
      var fresh = visitor.open(conversation, 1, "");
      var gap = fresh.await("gap");
      assertThat(gap.get("from").asLong()).isEqualTo(2);
      await().until(() -> fresh.seqs().contains(131L));
      long first = fresh.seqs().getFirst();
      assertThat(gap.get("to").asLong()).isEqualTo(first - 1);
      List<Long> seqs = new ArrayList<>();
      var next = "1";
      while (next != null) {
        var page = history(visitor.token(), conversation, next);
        page.get("items").forEach(item -> seqs.add(item.get("seq").asLong()));
        next = page.get("next").asString(null);
      }
      assertThat(seqs)
          .containsExactlyElementsOf(
              java.util.stream.LongStream.rangeClosed(2, 131).boxed().toList());
    }
  }

  /// Lines that the system writes, which are not limited in rate.
  private void fill(String conversation, int count) {
    var id = new ConversationId(java.util.UUID.fromString(conversation));
    for (int i = 0; i < count; i++) {
      chat.server()
          .server()
          .features()
          .replies()
          .systemLine(new TenantId("life"), id, "test.line", java.util.Map.of(), "line-" + i)
          .toCompletableFuture()
          .join();
    }
  }

  private JsonNode history(String token, String conversation, String after) {
    var response =
        chat.server()
            .send(
                "GET",
                "/chat/v1/conversations/" + conversation + "/messages?after=" + after,
                "",
                "Authorization",
                "Bearer " + token);
    assertThat(response.statusCode()).isEqualTo(200);
    return JsonMapper.shared().readTree(response.body());
  }

  @Test
  void WS61_textIsCheckedStrippedAndMasked() {
    try (var visitor = chat.visitor()) {
      var line = visitor.open();
      line.say("long", "가".repeat(4001));
      var tooLong = line.await("err", f -> f.path("cmid").asString("").equals("long"));
      assertThat(tooLong.get("code").asString()).isEqualTo("too_long");
      assertThat(tooLong.get("retry").asBoolean()).isFalse();
      line.say("empty", " ");
      assertThat(
              line.await("err", f -> f.path("cmid").asString("").equals("empty"))
                  .get("code")
                  .asString())
          .isEqualTo("bad_part");
      line.told("rrn", "제 번호는 900101-1234567\u0007 입니다");
      assertThat(texts(line.conversation())).containsExactly("제 번호는 900101-******* 입니다");
    }
  }

  @Test
  void WS65_theServersTimeCounts() {
    try (var visitor = chat.visitor()) {
      var line = visitor.open();
      long before = System.currentTimeMillis();
      line.send(
          "{\"t\":\"msg\",\"cmid\":\"f\",\"ts\":99999999999999,\"parts\":[{\"k\":\"text\",\"text\":\"미래\"}]}");
      long ts = line.await("ack").get("ts").asLong();
      assertThat(ts).isBetween(before, System.currentTimeMillis());
      assertThat(line.awaitText("미래").get("ts").asLong()).isEqualTo(ts);
    }
  }

  @Test
  void aClientIdCannotTakeTheIdsOfTheSystem() {
    try (var visitor = chat.visitor()) {
      var line = visitor.open();
      line.told("a", "안녕");
      var id = new ConversationId(java.util.UUID.fromString(line.conversation()));
      line.told("line-x", "글");
      var written =
          chat.server()
              .server()
              .features()
              .replies()
              .systemLine(new TenantId("life"), id, "test.line", java.util.Map.of(), "line-x")
              .toCompletableFuture()
              .join();
      assertThat(written).isInstanceOf(kr.ondam.conversation.ReplyResult.Stored.class);
      line.await("event", f -> f.path("ev").asString("").equals("test.line"));
    }
  }

  @Test
  void typingAndReadMarksPassBetweenCustomerAndAgent() {
    try (var visitor = chat.visitor()) {
      var line = visitor.open();
      line.told("a", "안녕");
      var signals = chat.server().server().features().signals();
      var id = new ConversationId(java.util.UUID.fromString(line.conversation()));
      var life = new TenantId("life");
      List<Signals.Signal> heard = java.util.Collections.synchronizedList(new ArrayList<>());
      try (var _ = signals.subscribe(heard::add)) {
        line.send("{\"t\":\"typing\",\"on\":true}");
        await().until(() -> heard.contains(new Signals.CustomerTyping(life, id, true)));
      }
      signals.send(new Signals.AgentTyping(new TenantId("card"), id, true));
      signals.send(new Signals.AgentTyping(life, id, true));
      line.await("typing", f -> f.get("on").asBoolean());
      signals.send(new Signals.AgentRead(life, id, 99));
      assertThat(line.await("receipt").get("seq").asLong()).as("WS60: clamped").isEqualTo(1);
      assertThat(line.find("typing", _ -> true)).hasSize(1);
    }
  }

  private List<String> texts(String conversation) {
    List<String> texts = new ArrayList<>();
    for (var message :
        chat.server()
            .get(LIFE, "/api/v1/conversations/" + conversation + "/messages")
            .get("items")) {
      if (message.get("direction").asString().equals("IN")) {
        texts.add(message.get("parts").get(0).get("text").asString());
      }
    }
    return texts;
  }
}
