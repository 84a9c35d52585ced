package kr.ondam.rules.language;

import java.util.List;

/// The fields every condition may ask for: the one table of their spellings and types.
public final class Fields {
  public static final Field CHANNEL = listed("채널", "channel", "채널");
  public static final Field TOPIC = listed("문의유형", "topic", "문의유형");
  public static final Field AFFILIATE = listed("계열사", "affiliate", "계열사");
  public static final Field REGION = listed("지역", "region", "지역");
  public static final Field CENTRE = listed("센터", "centre", "센터");
  public static final Field GRADE = listed("고객.등급", "customer.grade", "고객등급");
  public static final Field CUSTOMER_REGION = listed("고객.지역", "customer.region", "지역");
  public static final Field TAGS = new Field("고객.태그", "customer.tags", Type.SET, "고객태그");
  public static final Field AGE = new Field("고객.나이", "customer.age", Type.NUMBER);
  public static final Field CONTRACTS = new Field("고객.계약수", "customer.contracts", Type.NUMBER);

  /// How long ago the customer's last conversation was closed; absent for a new customer.
  public static final Field LAST_CONTACT =
      new Field("고객.최근상담", "customer.last_contact", Type.DURATION);

  /// What the customer wrote first.
  public static final Field FIRST_MESSAGE = new Field("첫문장", "first_message", Type.TEXT);

  /// How often the bot did not understand before it handed over.
  public static final Field BOT_FAILURES = new Field("챗봇실패", "bot_failures", Type.NUMBER);

  public static final Field TIME = new Field("현재.시각", "now.time", Type.CLOCK);
  public static final Field WEEKDAY = listed("현재.요일", "now.weekday", "요일");
  public static final Field HOLIDAY = new Field("현재.공휴일", "now.holiday", Type.TRUTH);

  /// All of them, in the order in which messages and documents list them.
  public static final List<Field> ALL =
      List.of(
          CHANNEL,
          TOPIC,
          AFFILIATE,
          REGION,
          CENTRE,
          GRADE,
          CUSTOMER_REGION,
          TAGS,
          AGE,
          CONTRACTS,
          LAST_CONTACT,
          FIRST_MESSAGE,
          BOT_FAILURES,
          TIME,
          WEEKDAY,
          HOLIDAY);

  private Fields() {}

  private static Field listed(String korean, String english, String enumeration) {
    return new Field(korean, english, Type.ENUMERATION, enumeration);
  }
}
