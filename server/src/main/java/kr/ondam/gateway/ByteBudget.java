package kr.ondam.gateway;

import java.util.HashMap;
import java.util.Map;

/// Memory that requests may take together, and one address of it.
final class ByteBudget {
  private final Map<String, Long> held = new HashMap<>();
  private final long share;
  private long left;

  /// @param bytes in all
  /// @param share the most bytes of one address
  ByteBudget(long bytes, long share) {
    left = bytes;
    this.share = share;
  }

  /// A part of it that is given back as a whole.
  final class Lease {
    private final String address;
    private long taken;
    private boolean over;

    private Lease(String address) {
      this.address = address;
    }

    /// Answers whether there was still so much.
    boolean take(long bytes) {
      synchronized (ByteBudget.this) {
        long now = held.getOrDefault(address, 0L) + bytes;
        if (over || bytes > left || now > share) {
          return false;
        }
        move(bytes);
        return true;
      }
    }

    /// Gives back what is more than so many bytes.
    void keep(long bytes) {
      synchronized (ByteBudget.this) {
        if (bytes < taken) {
          move(bytes - taken);
        }
      }
    }

    /// Gives all back; more than once changes nothing.
    void end() {
      keep(0);
      synchronized (ByteBudget.this) {
        over = true;
      }
    }

    private void move(long bytes) {
      taken += bytes;
      left -= bytes;
      held.merge(address, bytes, Long::sum);
      held.remove(address, 0L);
    }
  }

  /// For one request; nothing is taken yet.
  Lease lease(String address) {
    return new Lease(address);
  }

  synchronized long left() {
    return left;
  }
}
