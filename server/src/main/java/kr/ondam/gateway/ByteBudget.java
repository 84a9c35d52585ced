package kr.ondam.gateway;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Memory that requests may take together, one holder of it, and all holders of one address.
final class ByteBudget {
  private final Map<Party, Long> held = new HashMap<>();
  private final long ofHolder;
  private final long ofAddress;
  private long left;

  /// @param bytes in all
  /// @param ofHolder the most bytes of one holder
  /// @param ofAddress the most bytes of all holders of one address
  ByteBudget(long bytes, long ofHolder, long ofAddress) {
    left = bytes;
    this.ofHolder = ofHolder;
    this.ofAddress = ofAddress;
  }

  /// Somebody who has a share.
  ///
  /// @param most bytes of it
  private record Party(String kind, String name, long most) {}

  /// A part of it that is given back as a whole.
  final class Lease {
    private final List<Party> parties;
    private long taken;
    private boolean over;

    private Lease(List<Party> parties) {
      this.parties = parties;
    }

    /// Answers whether there was still so much.
    boolean take(long bytes) {
      synchronized (ByteBudget.this) {
        boolean beyond =
            parties.stream().anyMatch(p -> held.getOrDefault(p, 0L) + bytes > p.most());
        if (over || bytes > left || beyond) {
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
      for (var party : parties) {
        held.merge(party, bytes, Long::sum);
        held.remove(party, 0L);
      }
    }
  }

  /// For one request; nothing is taken yet.
  Lease lease(String holder, String address) {
    return new Lease(
        List.of(new Party("holder", holder, ofHolder), new Party("address", address, ofAddress)));
  }

  synchronized long left() {
    return left;
  }
}
