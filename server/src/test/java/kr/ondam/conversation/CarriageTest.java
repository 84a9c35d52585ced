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
}
