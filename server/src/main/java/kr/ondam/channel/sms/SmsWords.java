package kr.ondam.channel.sms;

import java.util.ArrayList;
import java.util.List;
import kr.ondam.channel.CustomerLines;
import kr.ondam.channel.Part;
import org.jspecify.annotations.Nullable;

/// What of a message remains when a channel carries nothing but text.
public final class SmsWords {
  private SmsWords() {}

  /// One text of all parts, each on its own lines; empty when nothing of it is for the customer.
  public static String of(List<Part> parts) {
    List<String> lines = new ArrayList<>();
    for (Part part : parts) {
      switch (part) {
        case Part.Text text -> lines.add(text.text());
        case Part.Image image -> address(lines, image.url());
        case Part.File file -> address(lines, file.url());
        case Part.Audio audio -> address(lines, audio.url());
        case Part.Video video -> address(lines, video.url());
        case Part.QuickReplies replies -> {
          int number = 1;
          for (Part.Button button : replies.items()) {
            lines.add(number++ + ") " + button.label());
          }
        }
        case Part.SystemEvent event -> CustomerLines.korean(event).ifPresent(lines::add);
        // Unknown kinds are ours, not the customer's.
        case Part.Unsupported _ -> {}
      }
    }
    return String.join("\n", lines).strip();
  }

  private static void address(List<String> lines, @Nullable String url) {
    if (url != null) {
      lines.add(url);
    }
  }
}
