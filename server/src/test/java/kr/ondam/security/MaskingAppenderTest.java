package kr.ondam.security;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A log never tells what a customer said, nor from which number.
final class MaskingAppenderTest {
  private static final String WORDS = "배송이 아직 안 왔어요";
  private final LoggerContext context = new LoggerContext();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  private Encoder<ILoggingEvent> encoder(String form) {
    if (form.equals("json")) {
      return new JsonEncoder();
    }
    var text = new PatternLayoutEncoder();
    text.setPattern("%-5level %msg%n%ex{20}");
    return text;
  }

  private String logged(String form, String message, Object argument, Throwable thrown) {
    context.setMDCAdapter(new LogbackMDCAdapter());
    var encoder = encoder(form);
    encoder.setContext(context);
    encoder.start();
    var appender = new OutputStreamAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setOutputStream(written);
    appender.start();
    var masking = new MaskingAppender();
    masking.setContext(context);
    masking.addAppender(appender);
    masking.start();
    var logger = context.getLogger("test");
    logger.addAppender(masking);
    logger.error(message, argument, thrown);
    masking.stop();
    return written.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void whatOnlyRepeatsItsCauseIsJudgedByIt(String form) {
    var row = new ConstraintViolationException("row (" + WORDS + ")", new SQLException(WORDS), "c");
    var thrown = new CompletionException(new IllegalStateException("failed", row));
    assertThat(logged(form, "lane {} failed", "hanbit-life", new RuntimeException(thrown)))
        .contains("hanbit-life", "CompletionException")
        .doesNotContain(WORDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void noValueOfAnExceptionStandsInTheLog(String form) {
    var database =
        new SQLException("Unique index violation: (customer, '" + WORDS + "')", "23505", 23505);
    var thrown =
        new IllegalStateException(
            "could not store \"" + WORDS + "\"",
            new ConstraintViolationException("values (" + WORDS + ")", database, "unique_words"));
    thrown.addSuppressed(new NumberFormatException("For input string: \"" + WORDS + "\""));
    thrown.addSuppressed(new IllegalArgumentException("Illegal character at 4: " + WORDS));
    assertThat(logged(form, "lane {} failed", "hanbit-life", thrown))
        .contains("hanbit-life", "IllegalStateException", "could not store", "23505")
        .contains("noValueOfAnExceptionStandsInTheLog")
        .doesNotContain(WORDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void noPhoneNumberStandsInTheLog(String form) {
    var thrown = new StoreTrouble("not sent to 01087654321\nERROR forged line");
    assertThat(logged(form, "refused +821012345678 and 010-1234-5678, {}", "02-312-1234", thrown))
        .contains("refused", "StoreTrouble")
        .doesNotContain("12345678", "5678", "87654321", "312-1234", "\nERROR forged");
  }

  @Test
  void neitherLifetimeNumbersNorJoinedOnesStandInTheLog() {
    assertThat(LogText.line("to 0505-123-4567, 05051234567, phone_01012345678 and 01012345678_1"))
        .isEqualTo("to ***, ***, phone_*** and ***_1");
  }

  @Test
  void idsStandInTheLog() {
    var id = "0199b3c4-0101-7abc-8def-010123456789";
    assertThat(LogText.line("conversation " + id + " of hanbit-life, 12345 ms, port 18080"))
        .isEqualTo("conversation " + id + " of hanbit-life, 12345 ms, port 18080");
  }

  @Test
  void theShippedSettingsMaskEverything() throws JoranException {
    var joran = new JoranConfigurator();
    joran.setContext(context);
    joran.doConfigure(Path.of("..", "config", "logback.xml").toFile());
    Set<String> direct = new TreeSet<>();
    for (var logger : context.getLoggerList()) {
      logger.iteratorForAppenders().forEachRemaining(a -> direct.add(a.getClass().getName()));
    }
    assertThat(direct).containsExactly(MaskingAppender.class.getName());
    context.stop();
  }

  @Test
  void anAddressIsNotQuoted() {
    assertThat(LogText.of(wrong("http://a b/" + WORDS))).isNotNull().doesNotContain("배송");
  }

  private static Throwable wrong(String address) {
    try {
      URI.create(address);
      throw new AssertionError("expected: no address");
    } catch (IllegalArgumentException e) {
      return e;
    }
  }

  private static final class StoreTrouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreTrouble(String message) {
      super(message);
    }
  }
}
