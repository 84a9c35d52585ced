package kr.ondam.channel.bot;

import java.net.URI;
import java.util.Map;

/// A POST of JSON to a bot, complete but for its credentials.
///
/// @param id of the turn it tells
/// @param headers besides `Content-Type`
public record BotCall(URI uri, String id, Map<String, String> headers, String body) {
  public BotCall {
    headers = Map.copyOf(headers);
  }
}
