package kr.ondam.console.admin;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Which typed values are acceptable; the rules of the records behind the forms.
final class Shapes {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final Pattern REFERENCE = Pattern.compile("ref:[A-Za-z0-9._-]{1,64}");
  private static final int LONGEST_NAME = 100;

  private Shapes() {}

  static boolean id(String typed) {
    return ID.matcher(typed).matches();
  }

  static boolean name(String typed) {
    return !typed.isBlank() && typed.length() <= LONGEST_NAME;
  }

  /// A secret stands in the configuration only as the name of one that is kept elsewhere.
  static boolean reference(String typed) {
    return REFERENCE.matcher(typed).matches();
  }

  /// An absolute http or https address with a host.
  static Optional<URI> address(String typed) {
    try {
      var uri = new URI(typed.strip());
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /// A web origin: scheme, host and port without a path, or `*`.
  static boolean origin(String typed) {
    return "*".equals(typed)
        || address(typed)
            .filter(uri -> uri.getRawPath().isEmpty() && uri.getRawQuery() == null)
            .isPresent();
  }

  /// Splits at commas and blanks.
  static List<String> list(String typed) {
    return Arrays.stream(typed.split("[,\\s]+", -1)).filter(part -> !part.isEmpty()).toList();
  }

  static Set<String> set(String typed) {
    return Set.copyOf(list(typed));
  }
}
