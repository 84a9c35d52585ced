package kr.ondam.channel;

import java.net.InetAddress;

/// A block of addresses such as `10.0.0.0/8`, `2001:db8::/32` or a single address.
public record Network(InetAddress base, int prefix) {
  public Network {
    if (prefix < 0 || prefix > base.getAddress().length * 8) {
      throw new IllegalArgumentException(
          "prefix of " + base.getHostAddress() + ": " + prefix + " (expected: 0 to 32 or 128)");
    }
  }

  /// Reads an address or a CIDR block; names are not resolved.
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    var base = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
    int prefix =
        slash < 0 ? base.getAddress().length * 8 : Integer.parseInt(text.substring(slash + 1));
    return new Network(base, prefix);
  }

  /// Whether the literal address lies in the block; false for what is no address.
  public boolean contains(String address) {
    byte[] wanted;
    try {
      wanted = InetAddress.ofLiteral(address).getAddress();
    } catch (IllegalArgumentException _) {
      return false;
    }
    byte[] own = base.getAddress();
    if (wanted.length != own.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> (bit & 7);
      if ((wanted[bit >> 3] & mask) != (own[bit >> 3] & mask)) {
        return false;
      }
    }
    return true;
  }
}
