package kr.ondam.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import kr.ondam.channel.Secrets;

/// Secrets by reference: `ref:kakao-secret` is the environment variable
/// `ONDAM_SECRET_KAKAO_SECRET`, else the file `secrets/kakao-secret` in the configuration folder,
/// without one line end at its end.
public final class FileSecrets implements Secrets {
  private static final String REFERENCE = "ref:";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final int LARGEST = 64 * 1024;

  private final Path folder;
  private final Map<String, String> environment;

  public FileSecrets(Path configFolder, Map<String, String> environment) {
    folder = configFolder.resolve("secrets");
    this.environment = environment;
  }

  @Override
  public Optional<String> value(String reference) {
    if (!reference.startsWith(REFERENCE)) {
      return Optional.of(reference);
    }
    var name = reference.substring(REFERENCE.length());
    if (!NAME.matcher(name).matches() || name.contains("..")) {
      return Optional.empty();
    }
    var variable =
        environment.get(
            "ONDAM_SECRET_" + name.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_'));
    return variable != null ? Optional.of(variable) : file(name);
  }

  private Optional<String> file(String name) {
    var file = folder.resolve(name);
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
        return Optional.empty();
      }
      var text = Files.readString(file);
      if (text.endsWith("\n")) {
        text = text.substring(0, text.length() - 1);
      }
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
