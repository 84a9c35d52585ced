package kr.ondam.channel.bot;

import static kr.ondam.channel.bot.StandardWebhooks.Fault.NONE;
import static kr.ondam.channel.bot.StandardWebhooks.Fault.UNSIGNED;
import static kr.ondam.channel.bot.StandardWebhooks.Fault.WRONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StandardWebhooksTest {
  // The vector of the specification's own libraries.
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final String TIME = "1614265330";
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
  private static final Instant NOW = Instant.ofEpochSecond(1614265330);

  private final StandardWebhooks webhooks = new StandardWebhooks(SECRET);

  @Test
  void signsThePublishedVector() {
    assertThat(webhooks.signatures(ID, TIME, BODY)).isEqualTo(SIGNATURE);
    assertThat(new StandardWebhooks(SECRET.substring(6)).signatures(ID, TIME, BODY))
        .isEqualTo(SIGNATURE);
  }

  @Test
  void acceptsOneOfSeveralSignatures() {
    assertThat(fault(ID, TIME, "v1,AAAA v2,xyz " + SIGNATURE)).isEqualTo(NONE);
    assertThat(fault(ID, TIME, "v1,AAAA ".repeat(10) + SIGNATURE)).isEqualTo(WRONG);
  }

  @Test
  void twoSecretsSignTwiceAndEitherIsAccepted() {
    var both = new StandardWebhooks(SECRET + " whsec_bmV3LXNlY3JldA==");
    var signatures = both.signatures(ID, TIME, BODY).split(" ");
    assertThat(signatures).hasSize(2).contains(SIGNATURE);
    for (String one : signatures) {
      assertThat(both.fault(ID, TIME, one, BODY, NOW)).isEqualTo(NONE);
    }
    assertThat(webhooks.fault(ID, TIME, signatures[1], BODY, NOW)).isEqualTo(WRONG);
  }

  @ParameterizedTest
  @CsvSource({"-301, STALE", "-300, NONE", "0, NONE", "300, NONE", "301, STALE", "600, STALE"})
  void BT64_acceptsFiveMinutesOfSkewEitherWay(long seconds, StandardWebhooks.Fault expected) {
    assertThat(webhooks.fault(ID, TIME, SIGNATURE, BODY, NOW.plusSeconds(seconds)))
        .isEqualTo(expected);
  }

  @Test
  void BT01_refusesWhatIsNotSignedRight() {
    assertThat(fault(null, TIME, SIGNATURE)).isEqualTo(UNSIGNED);
    assertThat(fault(ID, null, SIGNATURE)).isEqualTo(UNSIGNED);
    assertThat(fault(ID, TIME, null)).isEqualTo(UNSIGNED);
    assertThat(fault(ID, "2021-02-25", SIGNATURE)).isEqualTo(UNSIGNED);
    assertThat(fault(ID, "-1", SIGNATURE)).isEqualTo(UNSIGNED);
    assertThat(fault(ID, TIME, "")).isEqualTo(WRONG);
    assertThat(fault(ID, TIME, SIGNATURE.replace("v1,", "v2,"))).isEqualTo(WRONG);
    assertThat(fault(ID, TIME, SIGNATURE.replace('g', 'h'))).isEqualTo(WRONG);
    assertThat(fault("msg_other", TIME, SIGNATURE)).isEqualTo(WRONG);
    assertThat(fault(ID, "1614265331", SIGNATURE)).isEqualTo(WRONG);
    assertThat(webhooks.fault(ID, TIME, SIGNATURE, "{}".getBytes(StandardCharsets.UTF_8), NOW))
        .isEqualTo(WRONG);
    // Who cannot sign does not learn about our clock.
    assertThat(fault(ID, "1", SIGNATURE)).isEqualTo(WRONG);
  }

  @Test
  void refusesASecretThatIsNone() {
    assertThatThrownBy(() -> new StandardWebhooks("whsec_"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new StandardWebhooks("not base64!"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private StandardWebhooks.Fault fault(
      @Nullable String id, @Nullable String time, @Nullable String signature) {
    return webhooks.fault(id, time, signature, BODY, NOW);
  }
}
