package kr.ondam.console.desk;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import kr.ondam.console.live.Failures;
import kr.ondam.conversation.HistoryItem;
import kr.ondam.conversation.Notice;
import kr.ondam.conversation.NoticeChanged;
import kr.ondam.customer.CustomerId;
import kr.ondam.event.Subscription;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// What became of the notices that stand in the history of the customer in sight, live.
final class SentNotices {
  /// The kind of a notice among what happened elsewhere.
  private static final String KIND = "notice";

  private static final int MOST = 100;

  private final DeskParts parts;
  private final TenantId tenant;
  private final Map<UUID, Notice> known = new HashMap<>();
  private final Map<UUID, Div> lines = new HashMap<>();

  // Read on the publisher's thread.
  private volatile Set<CustomerId> customers = Set.of();

  private @Nullable Subscription subscription;

  SentNotices(DeskParts parts, TenantId tenant) {
    this.parts = parts;
    this.tenant = tenant;
  }

  /// Reads the notices of a history.
  ///
  /// @throws StoreUnavailable when they cannot be read now
  void read(CustomerId whose, List<HistoryItem> items) {
    forget();
    Set<CustomerId> all = new LinkedHashSet<>();
    all.add(whose);
    for (var item : items) {
      if (item instanceof HistoryItem.Elsewhere(var event) && event.kind().equals(KIND)) {
        all.add(event.customer());
      }
    }
    customers = Set.copyOf(all);
    for (var one : all) {
      parts.notices().of(tenant, one, MOST).forEach(notice -> known.put(notice.id(), notice));
    }
  }

  /// Nobody's history is in sight.
  void forget() {
    customers = Set.of();
    known.clear();
    lines.clear();
  }

  Optional<Notice> notice(UUID id) {
    return Optional.ofNullable(known.get(id));
  }

  /// How far a notice is.
  Div line(Notice notice) {
    var line = new Div();
    line.addClassName("notice-state");
    lines.put(notice.id(), line);
    fill(line, notice);
    return line;
  }

  /// Says how far a notice in sight is now. Answers false when it is not in sight.
  boolean moved(Notice notice) {
    var line = lines.get(notice.id());
    if (line != null) {
      fill(line, notice);
    }
    return line != null;
  }

  private static void fill(Div line, Notice notice) {
    line.removeAll();
    var word = new Span(line.getTranslation("delivery." + notice.delivery().name()));
    word.addClassNames("delivery", notice.delivery().name().toLowerCase(Locale.ROOT));
    line.add(word);
    if (Notice.TROUBLED.contains(notice.delivery())) {
      line.add(new Span(Failures.sentence(line, notice.delivery(), notice.failure())));
    }
  }

  /// Tells of notices of the customer in sight, on the thread of the browser.
  void follow(UI ui, Consumer<Notice> changed) {
    close();
    subscription =
        parts
            .events()
            .subscribe(
                tenant.value(),
                published -> {
                  if (published.fact() instanceof NoticeChanged(var notice, var _)
                      && customers.contains(notice.customer())) {
                    Thread.startVirtualThread(() -> tell(ui, notice, changed));
                  }
                });
  }

  /// What is told on several threads comes in any order: how far it is now, the store knows.
  private void tell(UI ui, Notice notice, Consumer<Notice> changed) {
    try {
      ui.access(() -> {
        if (customers.contains(notice.customer())) {
          now(notice).ifPresent(changed);
        }
      });
    } catch (UIDetachedException _) {
      // Nobody looks any more.
    }
  }

  private Optional<Notice> now(Notice notice) {
    try {
      return parts.notices().find(tenant, notice.id());
    } catch (StoreUnavailable _) {
      return Optional.of(notice);
    }
  }

  void close() {
    if (subscription != null) {
      subscription.close();
      subscription = null;
    }
  }
}
