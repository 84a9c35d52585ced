package kr.ondam.rules.language;

/// The sentences about values and operators that do not go together.
final class TypeProblems {
  private TypeProblems() {}

  /// A fact that is given in a form its field does not have.
  static Problem notOfType(int offset, int length, Field field) {
    String example =
        switch (field.type()) {
          case TRUTH -> "참, 거짓";
          case NUMBER -> "3";
          case TEXT -> "안녕하세요";
          case CLOCK -> "09:00";
          case DURATION -> "30초, 5분, 2시간";
          case ENUMERATION -> "VIP";
          case SET -> "[재문의]";
        };
    return new Problem(
        offset,
        length,
        field.korean() + " 값은 " + field.type().korean() + "입니다. 예: " + example,
        "The value of "
            + field.english()
            + " is a "
            + field.type().english()
            + ", for example "
            + example);
  }

  static Problem notATruth(Syntax syntax, Meaning meaning) {
    return at(
        syntax,
        korean(meaning) + "만으로는 참인지 거짓인지 알 수 없습니다. 비교하세요. 예: 고객.등급 == 'VIP'",
        "A "
            + english(meaning)
            + " alone is neither true nor false. Compare it:"
            + " customer.grade == 'VIP'");
  }

  static Problem notATerm(Syntax term, Meaning meaning) {
    return at(
        term,
        korean(meaning) + " 은(는) 더하거나 뺄 수 없습니다. 숫자와 시간만 됩니다.",
        "A " + english(meaning) + " cannot be added or subtracted, only numbers and durations.");
  }

  static Problem mixedSum(Syntax term, Type first, Type second) {
    return at(
        term,
        first.korean() + " 와(과) " + second.korean() + " 을(를) 함께 계산할 수 없습니다. 단위를 붙이세요. 예: 300초, 5분",
        "A "
            + first.english()
            + " and a "
            + second.english()
            + " cannot be added. Write the unit:"
            + " 300s, 5min");
  }

  static Problem incomparable(Syntax.Compare compare, Meaning left, Meaning right) {
    boolean unit = is(left, Type.DURATION) && is(right, Type.NUMBER);
    boolean otherUnit = is(left, Type.NUMBER) && is(right, Type.DURATION);
    boolean clock = is(left, Type.CLOCK) || is(right, Type.CLOCK);
    boolean set = left instanceof Meaning.Several || right instanceof Meaning.Several;
    String korean = "";
    String english = "";
    if (unit || otherUnit) {
      korean = " 단위를 붙이세요. 예: 300초, 5분";
      english = " Write the unit: 300s, 5min";
    } else if (clock) {
      korean = " 시각은 09:00 처럼 쓰세요.";
      english = " A time of day is written 09:00.";
    } else if (set) {
      korean = " 집합에는 포함을 쓰세요. 예: 고객.태그 포함 '재문의'";
      english = " Sets have contains: customer.tags contains 'a'";
    } else if (left instanceof Meaning.Listed || right instanceof Meaning.Listed) {
      korean = " 값은 따옴표로 감싸세요. 예: 고객.등급 == 'VIP'";
      english = " Put the value in quotes: customer.grade == 'VIP'";
    }
    return at(
        compare,
        shown(left, compare.left())
            + " 와(과) "
            + shown(right, compare.right())
            + " 을(를) 비교할 수 없습니다."
            + korean,
        "A " + english(left) + " and a " + english(right) + " cannot be compared." + english);
  }

  static Problem noOrder(Syntax.Compare compare, Meaning left, Meaning right) {
    Meaning what = left instanceof Meaning.Quoted ? right : left;
    String operator = compare.operator().in(Spelling.KOREAN);
    return at(
        compare,
        korean(what)
            + " 은(는) "
            + operator
            + " 로 비교할 수 없습니다. 값을 늘어놓으세요. 예: 고객.등급 in ['VVIP', 'VIP']",
        "A "
            + english(what)
            + " has no order for "
            + operator
            + ". List the values:"
            + " customer.grade in ['VVIP', 'VIP']");
  }

  static Problem notInAList(Syntax.In in, Meaning left) {
    boolean set = left instanceof Meaning.Several;
    return at(
        in,
        korean(left)
            + " 은(는) 이 목록에 in 으로 물을 수 없습니다."
            + (set ? " 집합에는 포함을 쓰세요. 예: 고객.태그 포함 ['소송중', '민원이력']" : ""),
        "in cannot be asked of a "
            + english(left)
            + " and this list."
            + (set ? " Sets have contains: customer.tags contains ['a', 'b']" : ""));
  }

  static Problem otherType(Syntax.Literal item, Meaning is, Meaning expected) {
    return at(
        item,
        korean(expected) + " 목록에 " + korean(is) + " 이(가) 있습니다.",
        "A " + english(is) + " stands in a list of a " + english(expected) + ".");
  }

  static Problem notAText(Syntax.Literal item) {
    return at(item, "여기에는 따옴표로 감싼 글자만 쓸 수 있습니다.", "Only a text in quotes can stand here.");
  }

  static Problem emptyWord(Syntax.Literal item) {
    return at(item, "빈 글자는 찾을 수 없습니다.", "An empty text cannot be looked for.");
  }

  static Problem notSearchable(Syntax right) {
    return at(
        right,
        "포함과 시작 뒤에는 따옴표로 감싼 글자나 목록이 옵니다. 예: 첫문장 포함 ['해지', '해약']",
        "A text in quotes or a list follows contains and startswith:"
            + " first_message contains ['a', 'b']");
  }

  static Problem notFindable(Syntax.Find find, Meaning left) {
    String operator = find.operator().in(Spelling.KOREAN);
    boolean listed = left instanceof Meaning.Listed;
    return at(
        find,
        korean(left)
            + "에는 "
            + operator
            + " 을(를) 쓸 수 없습니다."
            + (listed ? " in 을 쓰세요. 예: 고객.등급 in ['VVIP', 'VIP']" : " 글자와 집합만 됩니다."),
        find.operator().in(Spelling.ENGLISH)
            + " cannot be asked of a "
            + english(left)
            + "."
            + (listed ? " Use in: customer.grade in ['VVIP', 'VIP']" : " Only of texts and sets."));
  }

  private static boolean is(Meaning meaning, Type type) {
    return meaning instanceof Meaning.Amount amount && amount.type() == type;
  }

  private static String shown(Meaning meaning, Syntax syntax) {
    boolean duration = syntax instanceof Syntax.Literal literal && literal.kind() == Kind.DURATION;
    return duration && syntax instanceof Syntax.Literal literal
        ? korean(meaning) + "(" + literal.text() + ")"
        : korean(meaning);
  }

  private static String korean(Meaning meaning) {
    return switch (meaning) {
      case Meaning.Listed listed -> listed.slot().field().enumeration();
      default -> type(meaning).korean();
    };
  }

  private static String english(Meaning meaning) {
    return switch (meaning) {
      case Meaning.Listed listed -> "value of " + listed.slot().field().english();
      default -> type(meaning).english();
    };
  }

  private static Type type(Meaning meaning) {
    return switch (meaning) {
      case Meaning.Truth _, Meaning.Wrong _ -> Type.TRUTH;
      case Meaning.Amount amount -> amount.type();
      case Meaning.Listed _ -> Type.ENUMERATION;
      case Meaning.Several _ -> Type.SET;
      case Meaning.Text _, Meaning.Quoted _ -> Type.TEXT;
    };
  }

  private static Problem at(Syntax syntax, String korean, String english) {
    return new Problem(syntax.offset(), syntax.length(), korean, english);
  }
}
