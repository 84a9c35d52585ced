package kr.ondam.channel;

import java.net.URI;
import java.util.Map;

/// One call to a provider, complete but for its secrets, which are added when it is sent.
///
/// @param serial our id of this call on the wire, the same on every try
public record ProviderCall(
    String method, URI uri, Map<String, String> headers, String body, String serial) {
  public ProviderCall {
    headers = Map.copyOf(headers);
  }
}
