package kr.ondam.console.live;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.Locale;
import kr.ondam.routing.Reasons;
import kr.ondam.routing.Why;

/// Why a conversation is where it is, in the language of the page: what it waits for, to whom it
/// went, how it came to its queue.
public final class ReasonLines extends Div {
  public ReasonLines() {
    addClassName("reasons");
  }

  public void show(Why.Answer answer) {
    removeAll();
    answer.waiting().ifPresent(reasons -> section("why.waiting", reasons));
    for (Reasons decision : answer.decisions()) {
      section("why.decision", decision);
    }
    answer.arrival().ifPresent(reasons -> section("why.arrival", reasons));
    if (getChildren().findAny().isEmpty()) {
      add(new Div(getTranslation("why.none")));
    }
  }

  public void failed() {
    removeAll();
    add(new Div(getTranslation("why.failed")));
  }

  private void section(String key, Reasons reasons) {
    boolean korean = getLocale().getLanguage().equals(Locale.KOREAN.getLanguage());
    List<String> lines = korean ? reasons.korean() : reasons.english();
    var list = new UnorderedList();
    lines.forEach(line -> list.add(new ListItem(CalmText.of(line))));
    add(new H3(getTranslation(key)), list);
  }
}
