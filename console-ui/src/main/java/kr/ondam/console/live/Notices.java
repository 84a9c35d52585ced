package kr.ondam.console.live;

import com.vaadin.flow.component.notification.Notification;
import org.jspecify.annotations.Nullable;

/// Short sentences that tell what became of a wish. They stand where they cover neither a list nor
/// an editor's buttons, and go by themselves.
public final class Notices {
  private static final int MILLIS = 4000;

  private Notices() {}

  /// Says a sentence; nothing for null.
  public static void say(@Nullable String sentence) {
    if (sentence != null) {
      Notification.show(sentence, MILLIS, Notification.Position.TOP_CENTER);
    }
  }
}
