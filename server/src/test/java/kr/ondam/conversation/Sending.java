package kr.ondam.conversation;

import static kr.ondam.conversation.Desk.LIFE;
import static kr.ondam.conversation.Desk.NOW;
import static kr.ondam.conversation.Desk.spoken;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executor;
import kr.ondam.agent.AgentId;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Part;
import kr.ondam.time.VirtualTime;

/// A desk whose replies an outbox brings to a provider that answers as it is told.
final class Sending implements AutoCloseable {
  static final AgentId KIM = new AgentId(new UUID(0, 1));

  final Desk desk = new Desk();
  final VirtualTime time = new VirtualTime(NOW);
  final FakeChannel channel = new FakeChannel();

  /// One that sends on the thread that asks it to.
  Outbox outbox() {
    return outbox(desk.lanes, Runnable::run);
  }

  Outbox outbox(Lanes lanes, Executor executor) {
    return new Outbox(
        new Outbox.Tools(
            desk.store,
            desk.memory.stores().channels(),
            Map.of(ChannelKind.KAKAO_COUNSEL, channel),
            lanes,
            new Reports(desk.memory.stores().sentCalls(), desk.bus, time),
            desk.bus,
            time,
            time,
            new Random(7),
            executor,
            desk.files),
        desk.meters);
  }

  /// A conversation with that many replies in it.
  ConversationId reply(int count) {
    var id = desk.stored(spoken("u", "1", "hi")).conversation();
    desk.assign(id, Stage.ACTIVE, KIM);
    for (int i = 0; i < count; i++) {
      say(id, "c" + i, new Part.Text("m" + i));
    }
    return id;
  }

  /// A conversation with a reply of three calls in it.
  ConversationId replyOfThree() {
    var id = reply(0);
    say(id, "c", new Part.Text("하나"), new Part.Text("둘"), new Part.Text("셋"));
    return id;
  }

  /// A conversation of a customer on an account with these replies in it.
  ConversationId reply(ChannelAccountId account, String user, String... texts) {
    var id = desk.stored(Desk.spoken(account, user, user, "hi", null, null)).conversation();
    desk.assign(id, Stage.ACTIVE, KIM);
    for (var text : texts) {
      say(id, "c" + text, new Part.Text(text));
    }
    return id;
  }

  void say(ConversationId id, String clientId, Part... parts) {
    Desk.join(desk.replies.send(new Reply(LIFE, id, KIM, List.of(parts), clientId)));
  }

  /// What the gauge of the breaker shows.
  double gauge() {
    return desk.meters.get("ondam.outbox.breaker").tag("account", "kakao").gauge().value();
  }

  @Override
  public void close() {
    desk.close();
  }
}
