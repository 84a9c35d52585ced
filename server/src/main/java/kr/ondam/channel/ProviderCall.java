package kr.ondam.channel;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One call to a provider, complete but for its secrets, which are added when it is sent.
///
/// @param serial our id of this call on the wire, the same on every try
/// @param upload the file that is handed over first, null when there is none
public record ProviderCall(
    String method,
    URI uri,
    Map<String, String> headers,
    String body,
    String serial,
    @Nullable Upload upload) {
  /// A file of ours that goes to the provider as a part of `multipart/form-data` (RFC 7578) before
  /// the call itself. The call's body has [#ADDRESS] where the address goes that is answered.
  ///
  /// @param field the name of the part
  /// @param fields further parts
  public record Upload(URI uri, OutboundFile file, String field, Map<String, String> fields) {
    /// Stands in the body for the address.
    public static final String ADDRESS = "${file.url}";

    public Upload {
      fields = Map.copyOf(fields);
    }
  }

  public ProviderCall {
    headers = Map.copyOf(headers);
  }

  /// A call without a file.
  public ProviderCall(
      String method, URI uri, Map<String, String> headers, String body, String serial) {
    this(method, uri, headers, body, serial, null);
  }
}
