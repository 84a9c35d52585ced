package kr.ondam.tenant;

import java.util.regex.Pattern;

/// The name of a tenant in files, tables and addresses: 1 to 64 of `a-z 0-9 -`, starting with a
/// letter or digit. [#GROUP] is reserved for what belongs to the group itself: its users and its
/// audit records.
public record TenantId(String value) {
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  /// Stands after the shape: static fields are set in the order of the text.
  public static final TenantId GROUP = new TenantId("group");

  public TenantId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "tenant id: "
              + value
              + " (expected: 1 to 64 of a-z, 0-9 and '-', not starting with '-')");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
