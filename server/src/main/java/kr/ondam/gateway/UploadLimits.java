package kr.ondam.gateway;

import java.time.Duration;
import java.util.Set;

/// How files may be sent to the gateway: on few paths bodies are larger and may take longer.
///
/// @param paths those on which a body is a file, compared as they were sent
/// @param largest in bytes, of one body
/// @param memory in bytes, of all such bodies that are being received or handled
/// @param deadline for one body
public record UploadLimits(Set<String> paths, int largest, long memory, Duration deadline) {
  public static final UploadLimits USUAL =
      new UploadLimits(
          Set.of("/api/v1/attachments", "/chat/v1/attachments"),
          20 * 1024 * 1024,
          96L * 1024 * 1024,
          Duration.ofSeconds(120));

  public UploadLimits {
    paths = Set.copyOf(paths);
  }

  /// Whether a request for this target, with its query, may bring a file.
  boolean concerns(String method, String target) {
    int mark = target.indexOf('?');
    return method.equals("POST") && paths.contains(mark < 0 ? target : target.substring(0, mark));
  }
}
