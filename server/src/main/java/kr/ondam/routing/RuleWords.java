package kr.ondam.routing;

import java.util.List;
import java.util.stream.Stream;
import kr.ondam.channel.ChannelKind;

/// The words in which rules hear of conversations: no others are ever said to them.
public final class RuleWords {
  /// By the number of the grade in the customer's record; 0 is none.
  static final List<String> GRADES = List.of("", "VVIP", "VIP", "골드", "일반", "응대주의");

  private RuleWords() {}

  /// All channels.
  public static List<String> channels() {
    return Stream.of(ChannelKind.values()).map(Ruling::channel).distinct().toList();
  }

  /// All grades a customer can have.
  public static List<String> grades() {
    return GRADES.subList(1, GRADES.size());
  }
}
