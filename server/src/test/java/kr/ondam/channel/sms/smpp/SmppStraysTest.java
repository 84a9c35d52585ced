package kr.ondam.channel.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import kr.ondam.time.SystemTimers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class SmppStraysTest {
  @Test
  void SM18_answersToNothingAreCountedUnderTheirAccount() throws IOException {
    var meters = new SimpleMeterRegistry();
    try (var centre = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var timers = new SystemTimers();
        var smpp = new Smpp(Optional::of)) {
      var account = Sms.account(centre.getLocalPort());
      smpp.start(Sms.tools(new Ear(), new MemoryPartStore(), timers, meters));
      smpp.follow(account.tenant(), List.of(account));
      try (var line = centre.accept()) {
        var out = line.getOutputStream();
        out.write(PduWriter.write(new Pdu.BindTransceiverResponse(1, 0, "smsc", List.of())));
        out.write(PduWriter.write(new Pdu.SubmitSmResponse(77, 0, "A")));
        out.write(PduWriter.write(new Pdu.DeliverSmResponse(78, 0)));
        out.flush();
        var strays = meters.counter("smpp.stray.answers", "tenant", "life", "account", "life-sms");
        await().untilAsserted(() -> assertThat(strays.count()).isEqualTo(2));
        assertThat(smpp.bound(account.tenant(), account.id())).isEqualTo(1);
      }
    }
  }
}
