package kr.ondam.channel.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;

/// Whatever octets a message centre sends, reading them ends and throws nothing. The build replays
/// the inputs that are kept; `bin/ondam fuzz` looks for new ones.
final class PduFuzzTest {
  @FuzzTest
  void SM32_anyOctetsAreReadOrRefused(byte[] octets) {
    var channel = new EmbeddedChannel(new PduFrames());
    channel.writeInbound(Unpooled.wrappedBuffer(octets));
    for (Object read = channel.readInbound(); read != null; read = channel.readInbound()) {
      use((Pdu) read);
    }
    channel.finishAndReleaseAll();
  }

  private static void use(Pdu pdu) {
    if (pdu instanceof Pdu.DeliverSm(int _, var message)) {
      DeliveryReceipt.of(message);
      Fragment.of(message)
          .ifPresent(fragment ->
              TextCoding.of(message.dataCoding(), TextCoding.GSM)
                  .ifPresent(coding -> assertThat(coding.decode(fragment.text())).isNotNull()));
    }
    assertThat(pdu.toString()).isNotEmpty();
  }
}
