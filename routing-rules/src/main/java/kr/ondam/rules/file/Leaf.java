package kr.ondam.rules.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a scalar of a rule file must be. The check answers what is wrong with a text, or nothing.
sealed interface Leaf {
  /// What is wrong with the text; empty when it is right.
  Optional<Wording> wrong(Wording path, String text);

  /// The text in the spelling that is compared and kept.
  default String canonical(String text) {
    return text;
  }

  /// Any text of a bounded length.
  record Words(int longest) implements Leaf {
    private static final int LONGEST_NAME = 200;

    /// Whether it names something, so that blanks around it would go unseen.
    boolean isName() {
      return longest <= LONGEST_NAME;
    }

    @Override
    public Optional<Wording> wrong(Wording path, String text) {
      if (text.isBlank()) {
        return Optional.of(
            new Wording(
                "'" + path.korean() + "' 이(가) 비어 있습니다", "'" + path.english() + "' is empty"));
      }
      return text.length() <= longest
          ? Optional.empty()
          : Optional.of(
              new Wording(
                  path.korean() + " 은(는) " + longest + "자를 넘을 수 없습니다 (" + text.length() + "자)",
                  path.english()
                      + " is longer than "
                      + longest
                      + " characters ("
                      + text.length()
                      + ")"));
    }
  }

  /// A length of time between two bounds, in milliseconds.
  record Duration(long least, long greatest) implements Leaf {
    @Override
    public Optional<Wording> wrong(Wording path, String text) {
      OptionalLong millis = Quantity.duration(text);
      if (millis.isEmpty()) {
        return Optional.of(
            Leaf.not(path, text, "시간이 아닙니다. 예: 30초, 5분, 2시간", "a duration, such as 30s or 5min"));
      }
      return Leaf.range(
          path,
          text,
          millis.getAsLong() >= least && millis.getAsLong() <= greatest,
          Quantity.wording(least),
          Quantity.wording(greatest));
    }
  }

  /// A whole number between two bounds.
  record Whole(long least, long greatest) implements Leaf {
    @Override
    public Optional<Wording> wrong(Wording path, String text) {
      OptionalLong number = Quantity.whole(text);
      if (number.isEmpty()) {
        return Optional.of(Leaf.not(path, text, "정수가 아닙니다", "a whole number"));
      }
      return Leaf.range(
          path,
          text,
          number.getAsLong() >= least && number.getAsLong() <= greatest,
          Leaf.number(least),
          Leaf.number(greatest));
    }
  }

  /// A number with at most three decimals, more than 0 and at most 1000.
  record Factor() implements Leaf {
    @Override
    public Optional<Wording> wrong(Wording path, String text) {
      OptionalLong thousandths = Quantity.thousandths(text);
      if (thousandths.isEmpty()) {
        return Optional.of(
            Leaf.not(path, text, "수가 아닙니다. 예: 1.0, 2.5", "a number, such as 1.0 or 2.5"));
      }
      long value = thousandths.getAsLong();
      return Leaf.range(
          path, text, value >= 1 && value <= 1_000_000, Leaf.number("0.001"), Leaf.number("1000"));
    }
  }

  /// 참 or 거짓.
  record Truth() implements Leaf {
    @Override
    public Optional<Wording> wrong(Wording path, String text) {
      return Quantity.truth(text).isPresent()
          ? Optional.empty()
          : Optional.of(Leaf.not(path, text, "참(true) 이나 거짓(false) 이 아닙니다", "true or false"));
    }

    @Override
    public String canonical(String text) {
      return String.valueOf(Quantity.truth(text).orElse(false));
    }
  }

  /// A day, such as 2026-12-31.
  record Date() implements Leaf {
    @Override
    public Optional<Wording> wrong(Wording path, String text) {
      return Quantity.date(text).isPresent()
          ? Optional.empty()
          : Optional.of(
              Leaf.not(
                  path,
                  text,
                  "날짜가 아닙니다. 예: 2026-12-31 (2000~2100년)",
                  "a date, such as 2026-12-31 (years 2000 to 2100)"));
    }
  }

  /// A day and a time of day, such as 2026-12-31T09:00.
  record Moment() implements Leaf {
    @Override
    public Optional<Wording> wrong(Wording path, String text) {
      return Quantity.moment(text).isPresent()
          ? Optional.empty()
          : Optional.of(
              Leaf.not(
                  path,
                  text,
                  "날짜와 시각이 아닙니다. 예: 2026-12-31T09:00 (2000~2100년)",
                  "a date and time, such as 2026-12-31T09:00 (years 2000 to 2100)"));
    }
  }

  /// A day of the week, a range of days, 매일 or 공휴일.
  record Day() implements Leaf {
    @Override
    public Optional<Wording> wrong(Wording path, String text) {
      if (OpeningHours.isHoliday(text) || !OpeningHours.days(text).isEmpty()) {
        return Optional.empty();
      }
      List<String> known = new ArrayList<>(OpeningHours.DAYS);
      known.addAll(List.of(OpeningHours.EVERY_DAY, OpeningHours.HOLIDAY, "월~금"));
      return Optional.of(
          new Wording("'" + text + "' 은(는) 요일이 아닙니다.", "'" + text + "' is not a day.")
              .then(Suggestion.wording(text, known))
              .then(
                  new Wording(
                      possible(known).korean(),
                      " (possible: mon, tue, wed, thu, fri, sat, sun, daily, holiday, mon~fri)")));
    }

    @Override
    public String canonical(String text) {
      return OpeningHours.canonical(text);
    }
  }

  /// Stretches of a day in which a queue is open.
  record Hours() implements Leaf {
    @Override
    public Optional<Wording> wrong(Wording path, String text) {
      return DayHours.parse(text).isPresent()
          ? Optional.empty()
          : Optional.of(
              Leaf.not(
                  path,
                  text,
                  "영업시간이 아닙니다. 예: \"09:00-18:00\", \"09:00-12:00, 13:00-18:00\", 휴무",
                  "opening hours, such as \"09:00-18:00\", or closed"));
    }
  }

  /// One of a few words.
  record OneOf(Choice[] choices) implements Leaf {
    @Override
    public Optional<Wording> wrong(Wording path, String text) {
      if (Choice.find(choices, text).isPresent()) {
        return Optional.empty();
      }
      List<String> english = Choice.english(choices);
      List<String> words = Choice.words(choices);
      return Optional.of(
          Leaf.not(path, text, "쓸 수 있는 값이 아닙니다.", "one of the possible values.")
              .then(Suggestion.wording(text, words, english))
              .then(new Wording(possible(words).korean(), possible(english).english())));
    }

    @Override
    public String canonical(String text) {
      return Choice.find(choices, text).map(Choice::korean).orElse(text);
    }
  }

  /// One fixed text.
  ///
  /// @param alias another spelling, which is read as `only`
  record Exactly(String only, String alias, Wording otherwise) implements Leaf {
    @Override
    public Optional<Wording> wrong(Wording path, String text) {
      return text.equals(only) || text.equals(alias) ? Optional.empty() : Optional.of(otherwise);
    }

    @Override
    public String canonical(String text) {
      return only;
    }
  }

  /// ` (가능한 값: …)`
  static Wording possible(List<String> words) {
    String all = String.join(", ", words.size() > 40 ? words.subList(0, 40) : words);
    return new Wording(" (가능한 값: " + all + ")", " (possible: " + all + ")");
  }

  private static Wording number(Object number) {
    return new Wording(String.valueOf(number), String.valueOf(number));
  }

  private static Wording not(Wording path, String text, String korean, String english) {
    String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
    return new Wording(
        path.korean() + " 값 '" + shown + "' 은(는) " + korean,
        path.english() + " value '" + shown + "' is not " + english);
  }

  private static Optional<Wording> range(
      Wording path, String text, boolean inside, Wording least, Wording greatest) {
    return inside
        ? Optional.empty()
        : Optional.of(
            new Wording(
                path.korean()
                    + " 값 '"
                    + text
                    + "' 은(는) "
                    + least.korean()
                    + " 이상 "
                    + greatest.korean()
                    + " 이하여야 합니다",
                path.english()
                    + " value '"
                    + text
                    + "' must be "
                    + least.english()
                    + " to "
                    + greatest.english()));
  }
}
