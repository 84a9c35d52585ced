package kr.ondam.console.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.Locale;
import kr.ondam.console.live.CalmText;
import kr.ondam.conversation.Attachment;
import org.jspecify.annotations.Nullable;

/// A file of a customer in the thread: a thumbnail that opens larger, or its name with a way to
/// download it; and where there is no copy, why.
final class AttachedFile extends Div {
  private static final long KIB = 1024;

  /// @param label what kind of file it is, in the user's language
  /// @param words what the customer said about it or called it, empty when nothing
  /// @param again has it fetched anew; null where the user may not, or there is no use in it
  AttachedFile(Attachment attachment, String label, String words, @Nullable Runnable again) {
    var called = words.isBlank() ? label : label + " · " + CalmText.of(words);
    addClassNames("attachment", attachment.state().name().toLowerCase(Locale.ROOT));
    getElement().setAttribute("data-attachment", attachment.id().toString());
    switch (attachment.state()) {
      case READY -> ready(attachment, label, called);
      case PENDING, FAILED, QUARANTINED ->
          add(new Span(called), new Span(" · " + getTranslation(state(attachment))));
    }
    if (again != null) {
      add(again(again));
    }
  }

  private Button again(Runnable again) {
    var button = new Button(getTranslation("desk.file.again"), _ -> again.run());
    button.addThemeVariants(ButtonVariant.SMALL);
    button.addClassName("fetch-again");
    button.setDisableOnClick(true);
    return button;
  }

  private static String state(Attachment attachment) {
    var reason = attachment.reason();
    boolean known =
        reason != null
            && switch (reason) {
              case "blocked", "gone", "too_large", "too_many_pixels", "empty", "unscannable" ->
                  true;
              default -> false;
            };
    return switch (attachment.state()) {
      case PENDING -> attachment.slow() ? "desk.file.slow" : waiting(reason);
      case FAILED -> known ? "desk.file." + reason : "desk.file.failed";
      case QUARANTINED -> "desk.file.quarantined";
      case READY -> "desk.file.ready";
    };
  }

  private static String waiting(@Nullable String reason) {
    return switch (reason) {
      case Attachment.SCANNER -> "desk.file.scanning";
      case Attachment.STORAGE -> "desk.file.storing";
      case null, default -> "desk.file.pending";
    };
  }

  private void ready(Attachment attachment, String label, String called) {
    var address = "/attachments/" + attachment.id();
    if (attachment.thumbnail()) {
      var open = new NativeButton();
      open.addClassName("thumbnail");
      open.getElement().setAttribute("aria-label", getTranslation("desk.file.open", called));
      open.add(new Image(address + "/thumbnail", called));
      open.addClickListener(_ -> larger(address, called));
      add(open);
      if (!called.equals(label)) {
        add(new Div(called));
      }
    } else {
      add(new Span(called));
    }
    var size = new Span(size(attachment.bytes()));
    size.addClassName("size");
    add(size, download(address));
  }

  private Anchor download(String address) {
    var download = new Anchor(address, getTranslation("desk.file.download"));
    download.getElement().setAttribute("download", true);
    download.setRouterIgnore(true);
    return download;
  }

  private void larger(String address, String called) {
    var dialog = new Dialog();
    dialog.addClassName("picture");
    dialog.setHeaderTitle(called);
    var picture = new Image(address, called);
    picture.addClassName("larger");
    dialog.add(picture);
    dialog
        .getFooter()
        .add(download(address), new Button(getTranslation("desk.file.close"), _ -> dialog.close()));
    dialog.open();
  }

  /// Such as `820 KB` or `1.4 MB`.
  static String size(long bytes) {
    if (bytes < KIB) {
      return bytes + " B";
    }
    return bytes < KIB * KIB
        ? bytes / KIB + " KB"
        : String.format(Locale.ROOT, "%.1f MB", (double) bytes / (KIB * KIB));
  }
}
