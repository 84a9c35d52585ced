package kr.ondam.channel;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One call to a provider, complete but for its secrets, which are added when it is sent.
///
/// @param serial our id of this call on the wire, the same on every try
/// @param uploads the files that are handed over first
public record ProviderCall(
    String method,
    URI uri,
    Map<String, String> headers,
    String body,
    String serial,
    List<Upload> uploads) {
  /// A file of ours that goes to the provider before the call itself. The call's body has
  /// [#ADDRESS], or [#place], where what is answered goes.
  ///
  /// @param field the name of the part of `multipart/form-data` (RFC 7578), empty when it goes
  ///   otherwise
  /// @param fields further parts
  public record Upload(URI uri, OutboundFile file, String field, Map<String, String> fields) {
    /// Stands in the body for the address.
    public static final String ADDRESS = "${file.url}";

    public Upload {
      fields = Map.copyOf(fields);
    }

    /// Stands in the body of a call with several files for what this one is called; nobody types it
    /// by chance.
    public String place() {
      return "${file." + file.id() + "}";
    }
  }

  public ProviderCall {
    headers = Map.copyOf(headers);
    uploads = List.copyOf(uploads);
  }

  /// A call with at most one file.
  public ProviderCall(
      String method,
      URI uri,
      Map<String, String> headers,
      String body,
      String serial,
      @Nullable Upload upload) {
    this(method, uri, headers, body, serial, upload == null ? List.of() : List.of(upload));
  }

  /// A call without a file.
  public ProviderCall(
      String method, URI uri, Map<String, String> headers, String body, String serial) {
    this(method, uri, headers, body, serial, List.of());
  }

  /// The only file, null when there is none.
  public @Nullable Upload upload() {
    return uploads.isEmpty() ? null : uploads.getFirst();
  }
}
