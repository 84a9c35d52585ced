package kr.ondam.channel;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A provider's call as it came in, before anything in it is believed.
///
/// @param tail what follows the account's key in the path, such as `message`, without slashes at
///   its ends
/// @param query as sent, still percent-encoded, empty without one
/// @param headers by lower-case name, the first value of each
/// @param body the raw bytes, already within the size limit
/// @param remoteAddress the peer's address, or the one a trusted proxy names
public record RawRequest(
    String tail, String query, Map<String, String> headers, byte[] body, String remoteAddress) {
  public @Nullable String header(String lowerCaseName) {
    return headers.get(lowerCaseName);
  }
}
