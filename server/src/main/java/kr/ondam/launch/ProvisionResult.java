package kr.ondam.launch;

/// What became of the wish to create or change a tenant or something in one.
public sealed interface ProvisionResult {
  record Done() implements ProvisionResult {}

  /// Something of that name already exists. `what` is `tenant`, `login`, `key`, `channel` or
  /// `code`.
  record Taken(String what) implements ProvisionResult {}

  /// Not acceptable. `field` names what is wrong, `expected` what would be right.
  record Invalid(String field, String expected) implements ProvisionResult {}
}
