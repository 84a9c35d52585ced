package kr.ondam.tenant;

/// A unit of the group that is run separately: the isolation boundary and the routing partition.
/// `hue` (0 to 359) is the colour of its strip on the desk.
public record Tenant(TenantId id, String name, TenantKind kind, int hue) {
  public Tenant {
    if (name.isBlank() || name.length() > 100) {
      throw new IllegalArgumentException(
          "tenant name: '" + name + "' (expected: 1 to 100 characters)");
    }
    if (hue < 0 || hue > 359) {
      throw new IllegalArgumentException("tenant hue: " + hue + " (expected: 0 to 359)");
    }
  }
}
