package kr.ondam.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import kr.ondam.channel.bot.BotKind;
import kr.ondam.launch.Tenancy.Ids;
import kr.ondam.launch.Tenancy.Trouble;

/// One row for every route the gateway answers: how somebody of tenant `card` tries what belongs to
/// tenant `life`, or why there is nothing to try. A new route needs a row here.
final class IsolationMatrix {
  private static final String NOBODY = "3e0f1b9c-7d52-4a83-9f10-5c6b7a8d9e0f";
  private static final String CONVERSATIONS = "/api/v1/conversations";

  /// The mark in a path or body where the id stands.
  private static final String ID = "§";

  private final Ids own;
  private final Ids foreign;
  private final List<Row> rows = new ArrayList<>();

  /// @param own what the caller has
  /// @param foreign what the caller must not reach
  /// @param trouble what of it went wrong
  IsolationMatrix(Ids own, Ids foreign, Trouble trouble) {
    this.own = own;
    this.foreign = foreign;
    open();
    webChat();
    webhooks();
    textMessages();
    kakaoByKey();
    bots();
    lists();
    agentsAndOffers();
    conversations();
    customers();
    problems(trouble);
  }

  /// @param route such as `GET /api/v1/queues`; a WebSocket path has the method `WS`
  /// @param why says why there are no tries, empty when there are
  record Row(String route, String why, List<Try> tries) {}

  /// A call by somebody of `card`. It must be answered as the same call with an id that nobody has.
  ///
  /// @param status what both must be; 0 for any that is not 2xx
  /// @param bearer what the caller shows
  record Try(
      String method,
      String path,
      String body,
      String id,
      String nobody,
      int status,
      Bearer bearer) {
    String pathWith(String value) {
      return path.replace(ID, value);
    }

    String bodyWith(String value) {
      return body.replace(ID, value);
    }
  }

  /// What a caller shows in the Authorization header.
  enum Bearer {
    NONE,
    KEY,
    VISITOR
  }

  Ids own() {
    return own;
  }

  List<Row> rows() {
    return List.copyOf(rows);
  }

  /// Routes that know no tenant.
  private void open() {
    for (var path : List.of("/livez", "/readyz")) {
      none("GET " + path, "for operators; tells nothing of a tenant");
    }
    none(
        "GET /metrics",
        "names tenants and accounts, for operators' addresses only: OperationsTest");
    for (var path :
        List.of(
            "/api/v1/openapi.json",
            "/widget/v1/ondam.js",
            "/demo",
            "/demo/demo.js",
            "/demo/demo.css",
            "/demo/demo.svg")) {
      none("GET " + path, "a file that is the same for everybody");
    }
  }

  /// Routes of the web chat, `/chat/v1/…`: the public key of a widget or a visitor's own token says
  /// whose they are.
  private void webChat() {
    var preflight = "names no account and shows nothing";
    var history = "/chat/v1/conversations/{conversation}/messages";
    none("OPTIONS /chat/v1/sessions", preflight);
    none("OPTIONS " + history, preflight);
    var session = "{\"key\":\"" + own.chatKey() + "\",\"visitorToken\":\"§\"}";
    var nobodysToken = "x".repeat(43);
    row(
        "POST /chat/v1/sessions",
        List.of(
            new Try(
                "POST",
                "/chat/v1/sessions",
                session,
                foreign.visitorToken(),
                nobodysToken,
                401,
                Bearer.NONE)));
    var path = history.replaceAll("\\{[a-z]+}", ID);
    row(
        "GET " + history,
        List.of(
            new Try("GET", path, "", foreign.chat(), NOBODY, 404, Bearer.VISITOR),
            new Try("GET", path, "", foreign.conversation(), NOBODY, 404, Bearer.VISITOR),
            new Try("GET", path, "", own.conversation(), NOBODY, 404, Bearer.VISITOR),
            new Try("GET", path, "", foreign.chat(), NOBODY, 401, Bearer.KEY)));
    none("OPTIONS /chat/v1/attachments", preflight);
    for (var tail : List.of("", "/thumbnail")) {
      var file = "/chat/v1/attachments/{attachment}" + tail;
      none("OPTIONS " + file, preflight);
      var shown = file.replaceAll("\\{[a-z]+}", ID);
      row(
          "GET " + file,
          List.of(
              new Try("GET", shown, "", foreign.attachment(), NOBODY, 404, Bearer.VISITOR),
              new Try("GET", shown, "", own.attachment(), NOBODY, 404, Bearer.VISITOR),
              new Try("GET", shown, "", foreign.attachment(), NOBODY, 401, Bearer.KEY)));
    }
    none("POST /chat/v1/attachments", "names nothing: a file is its visitor's own");
    none(
        "WS /chat/v1/ws",
        "a ticket is of one visitor; WebChatSocketTest WS09 and WS49 try others'");
  }

  private void webhooks() {
    for (var tail : List.of("message", "reference", "expired_session")) {
      var route = "POST /ch/kakao/{key}/" + tail;
      var told =
          "{\"user_key\":\"%s\",\"sender_key\":\"§\",\"session_id\":\"1\",\"serial_number\":1,\"type\":\"text\",\"contents\":[\"x\"],\"reference\":{\"extra\":\"busan_billing\"}}"
              .formatted(foreign.user());
      row(
          route,
          List.of(
              new Try(
                  "POST",
                  "/ch/kakao/" + own.channelKey() + "/" + tail,
                  told,
                  foreign.senderKey(),
                  "f".repeat(40),
                  403,
                  Bearer.NONE)));
    }
  }

  /// Text messages: a key of another kind of channel is answered like nobody's.
  private void textMessages() {
    for (var method : List.of("GET", "POST")) {
      for (var tail : List.of("mo", "dlr")) {
        row(
            method + " /ch/sms/{key}/" + tail,
            List.of(
                new Try(
                    method,
                    "/ch/sms/" + ID + "/" + tail,
                    "",
                    foreign.channelKey(),
                    "k_nobody_sms_0001",
                    404,
                    Bearer.NONE)));
      }
    }
  }

  /// A chatbot's key of another kind of channel is answered like nobody's. Reports of notices carry
  /// a secret of their own account; whose account has none is let in by nobody.
  private void kakaoByKey() {
    row(
        "POST /ch/kakao-skill/{key}",
        List.of(
            new Try(
                "POST",
                "/ch/kakao-skill/" + ID,
                "{}",
                foreign.channelKey(),
                "k_nobody_bot_0001",
                404,
                Bearer.NONE)));
    row(
        "POST /ch/notice/{key}",
        List.of(
            new Try(
                "POST",
                "/ch/notice/" + ID,
                "{}",
                foreign.chatKey(),
                "k_nobody_notice_0001",
                404,
                Bearer.NONE)));
  }

  /// A bot's key says whose it is; what it may name of others, BotEndToEndTest tries.
  private void bots() {
    for (var kind : BotKind.values()) {
      for (var path : kind.paths()) {
        var pattern = path.replace("{key}", ID).replaceAll("\\{[a-zA-Z]+}", NOBODY);
        row(
            "POST " + path,
            List.of(
                new Try(
                    "POST",
                    pattern,
                    "{}",
                    foreign.channelKey(),
                    "b_nobody_bot_0001",
                    404,
                    Bearer.NONE)));
      }
    }
  }

  /// Lists show only the caller's own; an id of somebody else's in a filter finds nothing.
  private void lists() {
    for (var path : List.of("tenants", "queues", "agents")) {
      row("GET /api/v1/" + path, List.of(read("/api/v1/" + path)));
    }
    row("GET /api/v1/events", List.of());
    row(
        "GET /api/v1/offers",
        List.of(read("/api/v1/offers"), filter("/api/v1/offers?agent=§", foreign.agent())));
    row(
        "GET " + CONVERSATIONS,
        List.of(
            read(CONVERSATIONS),
            filter(CONVERSATIONS + "?customer=§", foreign.customer()),
            filter(CONVERSATIONS + "?agent=§", foreign.agent()),
            read(CONVERSATIONS + "?cursor=" + foreign.conversation()),
            read(CONVERSATIONS + "?cursor=" + foreign.waiting())));
  }

  private void agentsAndOffers() {
    inPath("PUT", "/api/v1/agents/{agent}/presence", "{\"presence\":\"AWAY\"}", foreign.agent());
    inPath("POST", "/api/v1/offers/{offer}/accept", "{}", foreign.offer());
    inPath("POST", "/api/v1/offers/{offer}/decline", "{}", foreign.offer());
  }

  private void conversations() {
    var one = CONVERSATIONS + "/{conversation}";
    inPath("GET", one, "", foreign.conversation());
    for (var tail : List.of("/messages", "/notes", "/bot-notes", "/attachments", "/decisions")) {
      inPath("GET", one + tail, "", foreign.conversation());
    }
    inPath("GET", "/api/v1/attachments/{attachment}", "", foreign.attachment());
    inPath("GET", "/api/v1/attachments/{attachment}/thumbnail", "", foreign.attachment());
    inPath("POST", "/api/v1/attachments/{attachment}/fetch", "", foreign.attachment());
    var upload = "/api/v1/attachments?name=a.txt&conversation=" + ID;
    row(
        "POST /api/v1/attachments",
        List.of(new Try("POST", upload, "hello", foreign.conversation(), NOBODY, 404, Bearer.KEY)));
    agentWrites(one + "/messages", "\"parts\":[{\"k\":\"text\",\"text\":\"x\"}]");
    agentWrites(one + "/messages/{seq}/resend", "");
    agentWrites(one + "/notes", "\"text\":\"x\"");
    agentWrites(one + "/close", "\"disposition\":\"911\"");
    agentWrites(one + "/hold", "");
    agentWrites(one + "/resume", "");
    var transfer = agentWrites(one + "/transfer", "\"to\":{\"queue\":\"general\"}");
    var path = CONVERSATIONS + "/" + own.conversation() + "/transfer";
    var to = "{\"agent\":\"" + own.agent() + "\",\"to\":{\"%s\":\"§\"}}";
    transfer.add(
        new Try("POST", path, to.formatted("queue"), foreign.queue(), "nowhere", 422, Bearer.KEY));
    transfer.add(
        new Try(
            "POST", path, to.formatted("centre"), foreign.centre(), "nowhere", 422, Bearer.KEY));
    transfer.add(
        new Try("POST", path, to.formatted("agent"), foreign.agent(), NOBODY, 422, Bearer.KEY));
  }

  private void customers() {
    var one = "/api/v1/customers/{customer}";
    inPath("GET", one, "", foreign.customer());
    inPath("PATCH", one, "{\"tags\":[\"x\"]}", foreign.customer());
    inPath("GET", one + "/history", "", foreign.customer());
    inPath("GET", one + "/notices", "", foreign.customer());
    inPath("POST", one + "/notices", "{\"template\":\"CS_01\"}", foreign.customer());
    inPath("POST", one + "/events", "{\"kind\":\"ORDER\",\"title\":\"x\"}", foreign.customer());
  }

  private void problems(Trouble trouble) {
    var problems = "/api/v1/deliveries/problems";
    var letters = "/api/v1/dead-letters";
    row("GET " + problems, List.of(read(problems), read(problems + "?cursor=" + foreign.agent())));
    var notices = "/api/v1/notices/problems";
    row("GET " + notices, List.of(read(notices), read(notices + "?cursor=9_" + trouble.notice())));
    row("GET " + letters, List.of(read(letters), read(letters + "?cursor=" + trouble.letter())));
    for (var tail : List.of("/resend", "/dismiss")) {
      inPath("POST", problems + "/{message}" + tail, "", trouble.problem());
      inPath("POST", notices + "/{notice}" + tail, "", trouble.notice());
    }
    for (var tail : List.of("/replay", "/discard")) {
      inPath("POST", letters + "/{letter}" + tail, "", trouble.letter());
    }
  }

  /// As somebody else's agent in one's own conversation, and as one's own agent in somebody else's.
  private List<Try> agentWrites(String pattern, String fields) {
    var rest = fields.isEmpty() ? "}" : "," + fields + "}";
    var mine = "{\"agent\":\"" + own.agent() + "\"" + rest;
    var tries = inPath("POST", pattern, mine, foreign.conversation());
    var path = pattern.replace("{conversation}", own.conversation()).replace("{seq}", "1");
    tries.add(
        new Try("POST", path, "{\"agent\":\"§\"" + rest, foreign.agent(), NOBODY, 422, Bearer.KEY));
    return tries;
  }

  private List<Try> inPath(String method, String pattern, String body, String id) {
    var path = pattern.replace("{seq}", "1").replaceAll("\\{[a-z]+}", ID);
    List<Try> tries = new ArrayList<>();
    tries.add(new Try(method, path, body, id, NOBODY, 404, Bearer.KEY));
    row(method + " " + pattern, tries);
    return tries;
  }

  private static Try read(String path) {
    return new Try("GET", path, "", "", "", 200, Bearer.KEY);
  }

  private static Try filter(String path, String id) {
    return new Try("GET", path, "", id, UUID.randomUUID().toString(), 200, Bearer.KEY);
  }

  private void row(String route, List<Try> tries) {
    rows.add(new Row(route, "", tries));
  }

  private void none(String route, String why) {
    rows.add(new Row(route, why, List.of()));
  }
}
