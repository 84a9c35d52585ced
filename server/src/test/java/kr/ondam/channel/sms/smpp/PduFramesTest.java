package kr.ondam.channel.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PduFramesTest {
  private final EmbeddedChannel channel = new EmbeddedChannel(new PduFrames());

  private void write(String hex) {
    channel.writeInbound(Unpooled.wrappedBuffer(Octets.hex(hex).toArray()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"00000000", "0000000f", "7fffffff", "ffffffff", "00011170"})
  void SM10_SM12_SM13_aLengthThatCannotBeIsRefusedAndEndsTheConnection(String length) {
    write(length + "0000001500000000");
    ByteBuf answer = channel.readOutbound();
    assertThat(ByteBufUtil.hexDump(answer)).isEqualTo("00000010800000000000000200000000");
    answer.release();
    assertThat(channel.isOpen()).isFalse();
    channel.checkException();
  }

  @Test
  void SM14_aRestThatDoesNotComeEndsTheConnection() {
    write(Samples.ENQUIRE + "00000030");
    assertThat(channel.<Pdu>readInbound()).isEqualTo(new Pdu.EnquireLink(2));
    channel.advanceTimeBy(14, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
    assertThat(channel.isOpen()).isTrue();
    channel.advanceTimeBy(2, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void SM14_aRestThatComesIsFine() {
    write(Samples.DELIVER.substring(0, 6));
    channel.advanceTimeBy(10, TimeUnit.SECONDS);
    write(Samples.DELIVER.substring(6));
    assertThat(channel.<Pdu>readInbound()).isInstanceOf(Pdu.DeliverSm.class);
    channel.advanceTimeBy(60, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void SM16_aHundredInOneSegmentComeInOrder() {
    var all = new StringBuilder();
    for (int i = 1; i <= 100; i++) {
      all.append(Octets.of(PduWriter.write(new Pdu.EnquireLink(i))));
    }
    write(all.toString());
    for (int i = 1; i <= 100; i++) {
      assertThat(channel.<Pdu>readInbound()).isEqualTo(new Pdu.EnquireLink(i));
    }
  }

  @Test
  void SM13_theLongestIsTaken() {
    var body = "00".repeat(PduFrames.LONGEST - 16);
    write("00010000" + "000000150000000000000009" + body);
    assertThat(channel.<Pdu>readInbound()).isEqualTo(new Pdu.EnquireLink(9));
  }
}
