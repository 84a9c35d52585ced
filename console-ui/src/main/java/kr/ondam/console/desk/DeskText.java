package kr.ondam.console.desk;

import com.vaadin.flow.component.Component;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import kr.ondam.channel.Part;
import kr.ondam.console.live.CalmText;
import kr.ondam.console.live.Unnamed;
import kr.ondam.conversation.Choices;
import kr.ondam.conversation.Conversation;
import kr.ondam.customer.Customer;
import kr.ondam.tenant.Unseen;

/// Words for what stands in lists and threads.
final class DeskText {
  private static final String KOREA = "+82";
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

  private DeskText() {}

  /// The customer's name, else the phone number, else nothing.
  static String name(Customer customer) {
    var name = customer.name();
    if (name != null && !Unseen.all(name)) {
      return CalmText.of(name);
    }
    var phone = customer.phone();
    return phone == null ? "" : phone(phone);
  }

  /// What to call a customer: the name, else the end of the id on the channel, so that two without
  /// a name can be told apart.
  static String called(Component texts, String name, Conversation c) {
    if (!name.isEmpty()) {
      return name;
    }
    return texts.getTranslation("desk.unnamed", Unnamed.tail(c.externalUser()));
  }

  /// A Korean number as people write it, such as 010-1234-5678; another one as it is.
  static String phone(String number) {
    if (!number.startsWith(KOREA)) {
      return number;
    }
    String local = "0" + number.substring(KOREA.length());
    int area = local.startsWith("02") ? 2 : 3;
    return local.length() < area + 7
        ? local
        : local.substring(0, area)
            + "-"
            + local.substring(area, local.length() - 4)
            + "-"
            + local.substring(local.length() - 4);
  }

  /// What a message says in one line of text; empty when only the system spoke.
  static String words(List<Part> parts) {
    return parts.stream()
        .filter(Part.Text.class::isInstance)
        .map(part -> ((Part.Text) part).text())
        .collect(Collectors.joining("\n"));
  }

  /// In one line.
  static String plain(List<Part> parts) {
    var text = new StringBuilder();
    for (var part : parts) {
      String words =
          switch (part) {
            case Part.Text(var said) -> said;
            case Part.Image _ -> "[사진]";
            case Part.File file -> "[파일] " + file.name();
            case Part.Audio _ -> "[음성]";
            case Part.Video _ -> "[동영상]";
            case Part.Card card -> card(card);
            case Part.Carousel(var cards) ->
                cards.stream().map(DeskText::card).collect(Collectors.joining(" "));
            case Part.Location location -> "[위치] " + location.label();
            case Part.Form form -> "[양식] " + form.title();
            case Part.FormReply(var answers, var _) -> answers(answers);
            case Part.Template template -> "[템플릿] " + template.code();
            case Part.QuickReplies _, Part.SystemEvent _ -> "";
            case Part.Unsupported _ -> "[지원하지 않는 형식]";
          };
      // Who presses a button says what it is called.
      boolean said = part instanceof Part.FormReply && words.strip().contentEquals(text);
      if (!words.isBlank() && !said) {
        text.append(text.isEmpty() ? "" : " ").append(words.replaceAll("\\s+", " ").strip());
      }
    }
    return CalmText.of(text.toString());
  }

  private static String answers(List<Part.Answer> answers) {
    boolean chosen = answers.size() == 1 && answers.getFirst().name().equals(Choices.NAME);
    return chosen
        ? answers.getFirst().label()
        : "[양식] " + answers.stream().map(Part.Answer::value).collect(Collectors.joining(" "));
  }

  private static String card(Part.Card card) {
    return (card.title() + " " + card.body()).strip();
  }

  /// Hours and minutes.
  static String clock(Instant at, ZoneId zone) {
    return CLOCK.format(at.atZone(zone));
  }

  /// A day with its weekday.
  static String day(LocalDate day, Locale locale) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(locale).format(day);
  }

  /// Year, month, day, hour and minute in figures.
  static String stamp(Instant at, ZoneId zone) {
    return DateTimeFormatter.ofPattern("yyyy.MM.dd HH:mm").format(at.atZone(zone));
  }
}
