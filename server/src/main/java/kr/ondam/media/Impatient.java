package kr.ondam.media;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import kr.ondam.time.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what another stream has, but never waits long for more of it.
final class Impatient extends FilterInputStream {
  private static final Logger log = LoggerFactory.getLogger(Impatient.class);

  private final Timers timers;
  private final Duration most;
  private volatile boolean late;

  /// @param in ends a read when it is closed
  /// @param most the longest a read may take
  Impatient(InputStream in, Timers timers, Duration most) {
    super(in);
    this.timers = timers;
    this.most = most;
  }

  private interface Reading {
    int read() throws IOException;
  }

  @Override
  public int read() throws IOException {
    return inTime(in::read);
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    return inTime(() -> in.read(to, offset, length));
  }

  private int inTime(Reading reading) throws IOException {
    var alarm = timers.after(most, this::giveUp);
    try {
      int read = reading.read();
      if (!late) {
        return read;
      }
    } catch (IOException e) {
      if (!late) {
        throw e;
      }
    } finally {
      alarm.cancel();
    }
    throw new SocketTimeoutException("nothing came for " + most.toSeconds() + " s");
  }

  private void giveUp() {
    late = true;
    try {
      in.close();
    } catch (IOException e) {
      log.debug("a stream that is given up", e);
    }
  }
}
