package kr.ondam.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The requests that a provider gets, whole, as a file of `golden/` holds them: each under a line
/// `### name`. `{*}` stands for what differs from call to call within a line, such as a signature.
public final class Golden {
  private static final String ANY = "{*}";

  private final StringBuilder seen = new StringBuilder();

  /// Adds what the provider got.
  public void got(String name, String request) {
    seen.append("### ").append(name).append('\n').append(request).append("\n\n");
  }

  /// Fails unless all of it is what the file says.
  public void check(String file) {
    var expected = text(file);
    var pattern =
        Arrays.stream(expected.split(Pattern.quote(ANY), -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".+"));
    var all = seen.toString().strip();
    if (!Pattern.compile(pattern).matcher(all).matches()) {
      assertThat(all).as("golden/%s", file).isEqualTo(expected);
    }
  }

  private static String text(String file) {
    try (var in = Golden.class.getResourceAsStream("/golden/" + file)) {
      var bytes = Objects.requireNonNull(in, "golden/" + file).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
