package kr.ondam.dist;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import kr.ondam.rules.simulation.Language;
import kr.ondam.rules.simulation.WhatIfFile;

/// The command `simulate`: runs a what-if file and prints its report.
final class Simulate {
  static final String USAGE = "ondam simulate FILE [--lang ko|en]";

  /// The file is not what it should be (sysexits EX_DATAERR).
  private static final int BAD_FILE = 65;

  /// There is no such file (sysexits EX_NOINPUT).
  private static final int NO_FILE = 66;

  private static final int LARGEST = 1024 * 1024;

  private final PrintStream out;
  private final PrintStream err;
  private final Language language;

  Simulate(PrintStream out, PrintStream err, Language language) {
    this.out = out;
    this.err = err;
    this.language = language;
  }

  /// The exit code.
  int run(Path file) {
    String text;
    try {
      if (Files.size(file) > LARGEST) {
        err.println(file + ":1:1: " + say("오류: 1MB보다 큽니다", "error: larger than 1 MB"));
        return BAD_FILE;
      }
      byte[] bytes = Files.readAllBytes(file);
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      err.println(file + ":1:1: " + say("오류: UTF-8이 아닙니다", "error: not UTF-8"));
      return BAD_FILE;
    } catch (IOException e) {
      err.println(file + ": " + say("파일을 읽을 수 없습니다", "the file cannot be read"));
      return NO_FILE;
    }
    return switch (WhatIfFile.read(file.toString(), text)) {
      case WhatIfFile.Result.Ready ready -> {
        out.print(ready.whatIf().run().text(language));
        yield 0;
      }
      case WhatIfFile.Result.Rejected rejected -> {
        rejected.problems().forEach(problem -> err.println(problem.text(language)));
        yield BAD_FILE;
      }
    };
  }

  private String say(String korean, String english) {
    return language == Language.KOREAN ? korean : english;
  }
}
