package kr.ondam.channel.webchat;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/// Whatever a browser sends, reading it ends in a frame or a refusal.
final class FrameFuzzTest {
  private final FrameReader reader = new FrameReader();

  @FuzzTest
  void WS20_anyTextIsReadOrRefused(byte[] octets) {
    var frame = reader.read(new String(octets, StandardCharsets.UTF_8));
    if (frame instanceof ClientFrame.Say say) {
      assertThat(say.cmid()).isNotEmpty();
      assertThat(say.parts()).isNotEmpty();
    }
  }
}
