package kr.ondam.console.admin;

import com.vaadin.flow.component.textfield.TextField;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import kr.ondam.channel.Network;
import kr.ondam.tenant.Unseen;

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
    return !Unseen.all(typed) && typed.length() <= LONGEST_NAME;
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

  /// An address, or a network such as `203.0.113.0/24`.
  static boolean network(String typed) {
    try {
      Network.parse(typed);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /// Puts what was typed, if anything was.
  static void put(Map<String, String> settings, String key, TextField field) {
    if (!field.getValue().isBlank()) {
      settings.put(key, field.getValue().strip());
    }
  }

  static Set<String> set(String typed) {
    return Set.copyOf(list(typed));
  }
}
