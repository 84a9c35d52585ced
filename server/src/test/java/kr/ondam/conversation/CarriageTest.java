package kr.ondam.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import kr.ondam.channel.Capabilities;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Loss;
import kr.ondam.channel.Part;
import org.junit.jupiter.api.Test;

final class CarriageTest {
  @Test
  void aFileThatAnAccountCannotCarryIsALoss() {
    try (var desk = new Desk()) {
      var channel = new FakeChannel();
      channel.can = Capabilities.text(Capabilities.Measure.CHARACTERS, 1000);
      var carriage =
          new Carriage(desk.memory.stores().channels(), Map.of(ChannelKind.KAKAO_COUNSEL, channel));
      var id = desk.stored(Desk.spoken("u", "1", "hi")).conversation();
      var conversation = desk.store.find(Desk.LIFE, id).orElseThrow();
      var file = new Part.Image(null, "a.jpg", new UUID(0, 7));
      desk.files.know(file);
      assertThat(carriage.losses(conversation, List.of(new Part.Text("글"), file), desk.files))
          .containsExactly(new Loss(Loss.Kind.FILE_LEFT_OUT, 1, ""));
    }
  }

  @Test
  void SM64_SM65_whatATextMessageCannotBeIsALoss() {
    try (var desk = new Desk()) {
      var channel = new FakeChannel();
      channel.can = Capabilities.text(Capabilities.Measure.MS949, 2000);
      var carriage =
          new Carriage(desk.memory.stores().channels(), Map.of(ChannelKind.SMS_HTTP, channel));
      var id = desk.stored(Desk.spoken("u", "1", "hi")).conversation();
      var conversation = texts(desk.store.find(Desk.LIFE, id).orElseThrow());
      List<Part> parts = List.of(new Part.Text("가".repeat(1001)), new Part.Text("😀"));
      assertThat(carriage.losses(conversation, parts, desk.files))
          .containsExactly(
              new Loss(Loss.Kind.UNENCODABLE, 1, "😀"), new Loss(Loss.Kind.TOO_LONG, 2004, "2000"));
    }
  }

  private static Conversation texts(Conversation of) {
    return new Conversation(
        of.tenant(),
        of.id(),
        of.account(),
        ChannelKind.SMS_HTTP,
        of.externalUser(),
        of.threadKey(),
        of.customer(),
        of.stage(),
        of.assignee(),
        of.queue(),
        of.openedAt(),
        of.endedAt(),
        of.endReason(),
        of.disposition(),
        of.lastSeq(),
        of.lastMessageAt(),
        of.lastInboundAt(),
        of.lastInboundSeq(),
        of.lastOutboundSeq(),
        of.routingKey(),
        of.attributes(),
        of.ownerEpoch());
  }
}
