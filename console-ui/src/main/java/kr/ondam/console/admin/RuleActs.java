package kr.ondam.console.admin;

import java.util.List;
import java.util.Optional;
import kr.ondam.agent.User;
import kr.ondam.launch.rules.Activation;
import kr.ondam.launch.rules.ActivationResult;
import kr.ondam.launch.rules.RuleState;
import kr.ondam.launch.rules.Wish;
import kr.ondam.rules.file.Change;
import kr.ondam.rules.file.Diagnostic;
import kr.ondam.rules.file.FileContents;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;

/// What an administrator sees of the routing rules and does with them. Whoever administers one
/// tenant sees that tenant's part and puts nothing into force that changes another's; the check is
/// here and in the rules themselves, not on the page.
final class RuleActs {
  private final AdminParts parts;
  private final User by;
  private final TenantId tenant;

  /// @param tenant whose part is looked at; the group for all
  RuleActs(AdminParts parts, User by, TenantId tenant) {
    this.parts = parts;
    this.by = by;
    this.tenant = tenant;
  }

  RuleState state() {
    return parts.rules().state();
  }

  private AdminScope scope() {
    return new AdminScope(by);
  }

  /// The name in rule files of the tenant that is looked at; empty for the whole group.
  Optional<String> tenant() {
    return parts.tenants().tenants().stream()
        .filter(each -> each.id().equals(tenant))
        .map(Tenant::name)
        .findFirst();
  }

  /// Whether a file, or what stands in it, is part of what is looked at. Files of the group belong
  /// to its own administrators.
  private boolean covers(RuleState state, String file) {
    Optional<String> owner = Optional.ofNullable(state.draft().contents().tenants().get(file));
    return scope().everything() && tenant.equals(TenantId.GROUP)
        || scope().covers(tenant) && owner.isPresent() && owner.equals(tenant());
  }

  List<Diagnostic> diagnostics(RuleState state) {
    return state.draft().diagnostics().stream()
        .filter(found -> covers(state, found.at().file()))
        .toList();
  }

  /// How many findings keep the draft out that stand in other files.
  long elsewhere(RuleState state) {
    return state.draft().diagnostics().stream()
        .filter(found -> found.severity().blocks() && !covers(state, found.at().file()))
        .count();
  }

  List<FileContents.Tested> tests(RuleState state) {
    return state.draft().tests().stream()
        .filter(each -> covers(state, each.test().at().file()))
        .toList();
  }

  List<Change> changes(RuleState state) {
    if (!scope().covers(tenant)) {
      return List.of();
    }
    return tenant.equals(TenantId.GROUP)
        ? state.allChanges()
        : tenant().map(name -> state.changes().getOrDefault(name, List.of())).orElse(List.of());
  }

  /// Whether who and why of an activation may be shown: a reason may speak of other tenants.
  boolean mayRead(Activation activation) {
    return scope().everything() || activation.by().equals(signature());
  }

  ActivationResult activate(String why, RuleState seen) {
    if (!scope().covers(tenant)) {
      return new ActivationResult.OutOfReach(List.of());
    }
    return audited("rules.activated", parts.rules().activate(wish(why), seen));
  }

  ActivationResult rollback(String why, String version) {
    if (!scope().covers(tenant)) {
      return new ActivationResult.OutOfReach(List.of());
    }
    return audited("rules.rolled_back", parts.rules().rollback(wish(why), version));
  }

  private Wish wish(String why) {
    return new Wish(signature(), why, scope().everything() ? Optional.empty() : tenant());
  }

  private String signature() {
    return by.name() + " (" + by.login() + ")";
  }

  private ActivationResult audited(String action, ActivationResult result) {
    if (result instanceof ActivationResult.Done(var activation)) {
      parts
          .audit()
          .record(
              by,
              parts.remoteAddress().get(),
              action,
              null,
              activation.version(),
              "from=" + Activation.abbreviated(activation.from()) + " why=" + activation.why());
    }
    return result;
  }
}
