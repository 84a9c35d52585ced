package kr.ondam.rules.file;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The rules of one tenant: for conversations without a centre, and for each centre.
///
/// @param centres by the centre's name, in the order of the file
public record TenantRules(String tenant, RuleSet base, Map<String, RuleSet> centres) {
  public TenantRules {
    centres = Collections.unmodifiableMap(new LinkedHashMap<>(centres));
  }

  /// The rules of a centre; those of the tenant for one the files do not name.
  public RuleSet of(String centre) {
    return centres.getOrDefault(centre, base);
  }

  /// All of them, the tenant's own last.
  Iterable<RuleSet> all() {
    var all = new ArrayList<>(centres.values());
    all.add(base);
    return all;
  }
}
