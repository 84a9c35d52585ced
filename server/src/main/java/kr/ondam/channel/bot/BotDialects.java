package kr.ondam.channel.bot;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The dialects by kind.
public final class BotDialects {
  private final Map<BotKind, BotDialect> dialects = new EnumMap<>(BotKind.class);

  BotDialects(List<BotDialect> dialects) {
    dialects.forEach(dialect -> this.dialects.put(dialect.kind(), dialect));
  }

  /// All that there are.
  public static BotDialects all() {
    return new BotDialects(
        List.of(new BotFramework(), new Rasa(), new KakaoSkill(), new NativeDialect()));
  }

  /// @throws IllegalArgumentException for a kind that is not spoken here
  public BotDialect of(BotKind kind) {
    var dialect = dialects.get(kind);
    if (dialect == null) {
      throw new IllegalArgumentException("bot dialect: " + kind + " (expected: a spoken one)");
    }
    return dialect;
  }
}
