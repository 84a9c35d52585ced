package kr.ondam.channel.bot;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A bot's wish that a counsellor takes over. Nothing in it is checked against what the tenant has.
///
/// @param queue the name of the queue wished for, null for the usual way
/// @param skills the least level of each skill wished for, 1 to 5
/// @param attributes what the bot learnt, at most 50; what was nested is named `outer.inner`. In
///   the bot's order
/// @param summary for the counsellor, null without one; at most 4000 characters
/// @param reason the bot's own word, null without one; at most 200 characters
public record HandoverWish(
    @Nullable String queue,
    Map<String, Integer> skills,
    Map<String, String> attributes,
    @Nullable String summary,
    @Nullable String reason) {
  /// A wish without any detail.
  public static final HandoverWish PLAIN = new HandoverWish(null, Map.of(), Map.of(), null, null);

  public HandoverWish {
    skills = Collections.unmodifiableMap(new LinkedHashMap<>(skills));
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }
}
