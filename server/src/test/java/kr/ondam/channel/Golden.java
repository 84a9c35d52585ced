package kr.ondam.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The requests that providers of one kind get, whole, as a file of `golden/` holds them: each under
/// a line `### name`. `{*}` stands for what differs from call to call, such as a signature.
public final class Golden {
  private static final String ANY = "{*}";

  private final String file;
  private final Map<String, String> requests = new LinkedHashMap<>();

  private Golden(String file, String text) {
    this.file = file;
    for (var section : text.split("(?m)^### ")) {
      var parts = section.split("\n", 2);
      if (parts.length == 2) {
        requests.put(parts[0].strip(), parts[1].strip());
      }
    }
  }

  /// The file of that name.
  public static Golden of(String file) {
    try (var in = Golden.class.getResourceAsStream("/golden/" + file)) {
      var bytes = Objects.requireNonNull(in, file).readAllBytes();
      return new Golden(file, new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Fails unless the request is the one of that name.
  public void check(String name, String request) {
    var expected = requests.getOrDefault(name, "");
    var pattern =
        Arrays.stream(expected.split(Pattern.quote(ANY), -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".+"));
    if (!Pattern.compile(pattern, Pattern.DOTALL).matcher(request).matches()) {
      assertThat(request).as("%s of golden/%s", name, file).isEqualTo(expected);
    }
  }
}
