package kr.ondam.console.live;

import com.vaadin.flow.component.Component;
import java.util.Locale;
import java.util.Map;
import kr.ondam.conversation.Delivery;
import kr.ondam.conversation.Message;
import org.jspecify.annotations.Nullable;

/// Says in one sentence why a message did not reach its customer.
public final class Failures {
  private static final String REFUSED = "failure.refused";

  /// What the outbox and the channels write down, as it is or as it begins.
  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("세션 종료", "failure.session"),
          Map.entry("unreachable", "failure.unreachable"),
          Map.entry("not connected", "failure.unreachable"),
          Map.entry("connection lost", "failure.unreachable"),
          Map.entry("timeout", "failure.unreachable"),
          Map.entry("throttled", "failure.busy"),
          Map.entry("HTTP 401", "failure.credentials"),
          Map.entry("HTTP 403", "failure.credentials"),
          Map.entry("client secret unknown", "failure.credentials"),
          Map.entry("24 h", "failure.late"),
          Map.entry("no channel", "failure.channel"),
          Map.entry("plan", "failure.plan"),
          Map.entry("skill_expired", "failure.skillExpired"),
          Map.entry("image_size", "failure.imageSize"),
          Map.entry("image_ratio", "failure.imageRatio"),
          Map.entry("image_type", "failure.imageType"),
          Map.entry("picture_unfit", "failure.pictureUnfit"),
          Map.entry("file_gone", "failure.fileGone"),
          Map.entry("store", "failure.store"),
          Map.entry("interrupted", "failure.interrupted"),
          Map.entry("adapter failed", "failure.adapter"));

  private Failures() {}

  /// The key of the sentence that says why a message still waits.
  public static String waiting(String why) {
    return switch (why) {
      case "behind" -> "waiting.behind";
      case "customer" -> "waiting.customer";
      case "file", "store" -> "waiting.ours";
      default ->
          switch (key(why)) {
            case "failure.unreachable" -> "waiting.unreachable";
            case "failure.credentials" -> "waiting.credentials";
            default -> "waiting.busy";
          };
    };
  }

  public static String sentence(Component texts, Message message) {
    return sentence(texts, message.delivery(), message.failure());
  }

  /// Of what failed or is in doubt.
  public static String sentence(Component texts, Delivery delivery, @Nullable String failure) {
    if (delivery == Delivery.UNKNOWN) {
      return texts.getTranslation("failure.unknown");
    }
    return failure == null
        ? texts.getTranslation("failure.some")
        : texts.getTranslation(key(failure), failure);
  }

  /// The key of the sentence; what is not known is the provider's own reason.
  public static String key(String failure) {
    for (var known : KNOWN.entrySet()) {
      if (failure.equals(known.getKey()) || failure.startsWith(known.getKey() + " ")) {
        return known.getValue();
      }
    }
    return failure.toUpperCase(Locale.ROOT).startsWith("HTTP 5") ? "failure.busy" : REFUSED;
  }
}
