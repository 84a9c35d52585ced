package kr.ondam.gateway;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// How files may be sent to the gateway: on few paths bodies are larger and may take longer.
///
/// @param paths those on which a body is a file, compared as they were sent
/// @param largest in bytes, of one body
/// @param memory in bytes, of all such bodies of one path that are being received or handled; who
///   sends them, as the route's [Entrance] says, has at most a quarter of it, and all that come
///   from one address three quarters, but always enough for one file
/// @param deadline for one body
public record UploadLimits(Set<String> paths, int largest, long memory, Duration deadline) {
  public static final UploadLimits USUAL =
      new UploadLimits(
          Set.of("/api/v1/attachments", "/chat/v1/attachments"),
          20 * 1024 * 1024,
          80L * 1024 * 1024,
          Duration.ofSeconds(120));

  public UploadLimits {
    paths = Set.copyOf(paths);
  }

  /// Whether a request for this target, with its query, may bring a file.
  boolean concerns(String method, String target) {
    return method.equals("POST") && paths.contains(path(target));
  }

  /// A target without its query.
  static String path(String target) {
    int mark = target.indexOf('?');
    return mark < 0 ? target : target.substring(0, mark);
  }

  /// The memory of each path, so that what comes on one holds up no other.
  Map<String, ByteBudget> budgets() {
    Map<String, ByteBudget> budgets = new HashMap<>();
    long ofHolder = Math.max(memory / 4, largest);
    long ofAddress = Math.max(memory * 3 / 4, largest);
    paths.forEach(path -> budgets.put(path, new ByteBudget(memory, ofHolder, ofAddress)));
    return Map.copyOf(budgets);
  }
}
