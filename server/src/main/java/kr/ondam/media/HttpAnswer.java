package kr.ondam.media;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// Reads one HTTP/1.1 answer whose connection ends with it onto the disk, believing nothing it says
/// about its length: memory is taken for a line and a piece only, however many drip at once.
final class HttpAnswer {
  private static final int LONGEST_LINE = 8192;
  private static final int MOST_LINES = 100;
  private static final int PIECE = 16 * 1024;

  private final InputStream in;
  private final int most;
  private final byte[] piece = new byte[PIECE];

  private HttpAnswer(InputStream in, int most) {
    this.in = new BufferedInputStream(in);
    this.most = most;
  }

  /// @param spool takes the body up
  /// @param most how many bytes the body may have
  /// @param moved hears where a redirect leads
  /// @throws Spool.Full when the disk does not take the body
  /// @throws IOException when the connection fails
  static Fetched read(InputStream in, Spool spool, int most, Consumer<String> moved)
      throws IOException {
    try {
      return new HttpAnswer(in, most).read(spool, moved);
    } catch (EOFException _) {
      return new Fetched.Again("cut_off");
    } catch (TooLarge _) {
      return new Fetched.Refused("too_large");
    } catch (Nonsense _) {
      return new Fetched.Again("bad_answer");
    }
  }

  private static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private static final class Nonsense extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private Fetched read(Spool spool, Consumer<String> moved) throws IOException {
    int status = status(line());
    var headers = headers();
    if (status >= 300 && status < 400) {
      if (headers.get("location") instanceof String location) {
        moved.accept(location);
      }
      return new Fetched.Blocked("redirect");
    }
    if (status == 408 || status == 429 || status >= 500) {
      return new Fetched.Again("status_" + status);
    }
    if (status != 200) {
      return status >= 400 ? new Fetched.Refused("gone") : new Fetched.Again("bad_answer");
    }
    var body = spool.open(most);
    try {
      take(headers, body);
      return new Fetched.Body(body);
    } catch (IOException | RuntimeException e) {
      body.close();
      throw e;
    }
  }

  private void take(Map<String, String> headers, Spooled body) throws IOException {
    var coding = headers.get("transfer-encoding");
    if (coding != null) {
      if (!coding.equalsIgnoreCase("chunked")) {
        throw new Nonsense();
      }
      chunks(body);
    } else if (headers.get("content-length") instanceof String length) {
      take(number(length, 10), body);
    } else {
      takeAll(body);
    }
  }

  private static int status(String line) throws IOException {
    if (!line.matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
      throw new Nonsense();
    }
    return Integer.parseInt(line.substring(9, 12));
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (int i = 0; i < MOST_LINES; i++) {
      var line = line();
      if (line.isEmpty()) {
        return headers;
      }
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new Nonsense();
      }
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    throw new Nonsense();
  }

  private void chunks(Spooled body) throws IOException {
    while (true) {
      long size = number(line().replaceFirst(";.*", "").strip(), 16);
      if (size == 0) {
        return;
      }
      take(size, body);
      if (!line().isEmpty()) {
        throw new Nonsense();
      }
    }
  }

  private static long number(String text, int radix) throws IOException {
    try {
      long number = text.length() > 15 ? -1 : Long.parseLong(text, radix);
      if (number >= 0 && !text.startsWith("+")) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Worded below like one that is too long.
    }
    throw new Nonsense();
  }

  private void take(long size, Spooled body) throws IOException {
    if (size > most - body.size()) {
      throw new TooLarge();
    }
    for (int left = (int) size; left > 0; ) {
      int length = in.readNBytes(piece, 0, Math.min(left, PIECE));
      if (length == 0) {
        throw new EOFException();
      }
      body.write(piece, length);
      left -= length;
    }
  }

  private void takeAll(Spooled body) throws IOException {
    for (int length = next(); length > 0; length = next()) {
      if (length > most - body.size()) {
        throw new TooLarge();
      }
      body.write(piece, length);
    }
  }

  private int next() throws IOException {
    return in.readNBytes(piece, 0, PIECE);
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException();
      }
      if (line.size() == LONGEST_LINE) {
        throw new Nonsense();
      }
      line.write(b);
    }
    var text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
