package kr.ondam.gateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds the route of a request. Literal segments are compared as they were sent, parameters are
/// decoded once, and a literal wins over a parameter because routes are tried in their order.
public final class Router {
  private final List<Entry> entries;
  private final List<SocketEntry> sockets;

  public Router(List<Route> routes) {
    this(routes, List.of());
  }

  public Router(List<Route> routes, List<SocketRoute> sockets) {
    this.entries = routes.stream().map(r -> new Entry(r, split(r.pattern()))).toList();
    this.sockets = sockets.stream().map(s -> new SocketEntry(s, split(s.pattern()))).toList();
  }

  public List<Route> routes() {
    return entries.stream().map(Entry::route).toList();
  }

  public List<SocketRoute> socketRoutes() {
    return sockets.stream().map(SocketEntry::route).toList();
  }

  Match match(String method, String path) {
    var segments = split(path);
    Set<String> allowed = new TreeSet<>();
    var wanted = method.equals("HEAD") ? "GET" : method;
    for (Entry entry : entries) {
      var params = params(entry.segments(), segments);
      if (params != null && entry.route().method().equals(wanted)) {
        return new Match.Found(entry.route(), params);
      } else if (params != null) {
        allowed.add(entry.route().method());
      }
    }
    for (SocketEntry entry : sockets) {
      var params = params(entry.segments(), segments);
      if (params != null && method.equals("GET")) {
        return new Match.FoundSocket(entry.route(), params);
      } else if (params != null) {
        allowed.add("GET");
      }
    }
    return allowed.isEmpty() ? new Match.Unknown() : new Match.OtherMethods(allowed);
  }

  private static List<String> split(String path) {
    return List.of(path.substring(1).split("/", -1));
  }

  private static @Nullable Map<String, String> params(List<String> pattern, List<String> path) {
    boolean open = pattern.getLast().endsWith("*}");
    if (open ? path.size() < pattern.size() : path.size() != pattern.size()) {
      return null;
    }
    Map<String, String> params = new LinkedHashMap<>();
    for (int i = 0; i < pattern.size(); i++) {
      var wanted = pattern.get(i);
      if (!wanted.startsWith("{")) {
        if (!wanted.equals(path.get(i))) {
          return null;
        }
        continue;
      }
      boolean rest = open && i == pattern.size() - 1;
      var value = decoded(rest ? path.subList(i, path.size()) : path.subList(i, i + 1));
      if (value == null) {
        return null;
      }
      params.put(wanted.substring(1, wanted.length() - (rest ? 2 : 1)), value);
    }
    return params;
  }

  /// Null for an empty segment, a broken escape, or one that hides a slash or a control character.
  private static @Nullable String decoded(List<String> segments) {
    List<String> values = new ArrayList<>();
    for (var segment : segments) {
      String value;
      try {
        // A plus sign is itself in a path; the decoder is one of forms.
        value = URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException _) {
        return null;
      }
      if (value.isEmpty() || value.chars().anyMatch(c -> c < ' ' || c == '/' || c == 0xFFFD)) {
        return null;
      }
      values.add(value);
    }
    return String.join("/", values);
  }

  private record Entry(Route route, List<String> segments) {}

  private record SocketEntry(SocketRoute route, List<String> segments) {}

  /// What was found.
  sealed interface Match {
    record Found(Route route, Map<String, String> params) implements Match {}

    record FoundSocket(SocketRoute route, Map<String, String> params) implements Match {}

    record OtherMethods(Set<String> allowed) implements Match {}

    record Unknown() implements Match {}
  }
}
