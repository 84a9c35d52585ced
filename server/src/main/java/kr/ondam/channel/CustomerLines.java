package kr.ondam.channel;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The words in which customers are told what the system does, for channels that carry nothing but
/// text.
public final class CustomerLines {
  private static final DateTimeFormatter OPENING =
      DateTimeFormatter.ofPattern("M월 d일 (E) HH:mm", Locale.KOREAN)
          .withZone(ZoneId.of("Asia/Seoul"));

  private CustomerLines() {}

  /// Empty for what is not meant for customers.
  public static Optional<String> korean(Part.SystemEvent event) {
    return switch (event.code()) {
      case Part.SystemEvent.AFTER_HOURS ->
          Optional.of(afterHours(event.params().get(Part.SystemEvent.OPENS)));
      case Part.SystemEvent.LONG_WAIT ->
          Optional.of("문의가 많아 연결이 늦어지고 있습니다. 순서대로 연결해 드리니 조금만 더 기다려 주세요.");
      case Part.SystemEvent.CALLBACK ->
          Optional.of("문의가 많아 지금은 연결해 드리지 못했습니다. 상담사가 확인한 뒤 먼저 연락드리겠습니다.");
      default -> Optional.empty();
    };
  }

  private static String afterHours(@Nullable String opens) {
    try {
      return opens == null
          ? "지금은 상담 시간이 아닙니다. 상담 시간이 되면 순서대로 연결해 드리겠습니다."
          : "지금은 상담 시간이 아닙니다. " + OPENING.format(Instant.parse(opens)) + "부터 순서대로 연결해 드리겠습니다.";
    } catch (DateTimeException _) {
      return afterHours(null);
    }
  }
}
