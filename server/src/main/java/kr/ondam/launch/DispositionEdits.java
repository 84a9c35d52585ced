package kr.ondam.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import kr.ondam.conversation.ConversationStore;
import kr.ondam.conversation.Disposition;
import kr.ondam.tenant.Names;
import kr.ondam.tenant.TenantId;

/// Creates and changes the dispositions of a tenant. A code stays what it is, because closed
/// conversations bear it; what is no longer wanted goes out of use.
final class DispositionEdits {
  /// 대/중/소분류.
  private static final int LEVELS = 3;

  private static final Pattern CODE = Pattern.compile("[\\p{L}\\p{Nd}._-]{1,32}");

  private final ConversationStore conversations;

  DispositionEdits(ConversationStore conversations) {
    this.conversations = conversations;
  }

  /// What a tenant begins with, until somebody who knows its business says better.
  void begin(TenantId tenant) {
    var first =
        new TreeMap<>(
            Map.of("100", "단순 문의", "200", "신청·변경", "300", "오류·장애", "400", "불만·민원", "900", "기타"));
    first.forEach(
        (code, name) -> conversations.save(new Disposition(tenant, code, name, null, true)));
  }

  ProvisionResult create(Disposition fresh) {
    var all = conversations.dispositions(fresh.tenant());
    if (!CODE.matcher(fresh.code()).matches()) {
      return new ProvisionResult.Invalid("code", "1 to 32 letters, digits, '.', '_' or '-'");
    }
    return find(all, fresh.code()).isPresent()
        ? new ProvisionResult.Taken("code")
        : store(fresh, all);
  }

  ProvisionResult save(Disposition changed) {
    var all = conversations.dispositions(changed.tenant());
    return find(all, changed.code()).isEmpty()
        ? new ProvisionResult.Invalid("code", "a code of the tenant")
        : store(changed, all);
  }

  private ProvisionResult store(Disposition disposition, List<Disposition> all) {
    if (!Names.sound(disposition.name())) {
      return new ProvisionResult.Invalid("name", Names.EXPECTED);
    }
    var others = new ArrayList<>(all);
    others.removeIf(other -> other.code().equals(disposition.code()));
    others.add(disposition);
    if (others.stream().anyMatch(each -> level(each, others) > LEVELS)) {
      return new ProvisionResult.Invalid(
          "parent", "a code of the tenant, so that no code stands on more than three levels");
    }
    conversations.save(disposition);
    return new ProvisionResult.Done();
  }

  /// 1 for the first level; more than there are for one that stands below itself or below a code
  /// that does not exist.
  private static int level(Disposition disposition, List<Disposition> all) {
    int level = 1;
    var at = Optional.of(disposition);
    while (at.isPresent() && at.get().parent() != null && level <= LEVELS) {
      at = find(all, at.get().parent());
      level = at.isEmpty() ? LEVELS + 1 : level + 1;
    }
    return level;
  }

  private static Optional<Disposition> find(List<Disposition> all, String code) {
    return all.stream().filter(each -> each.code().equals(code)).findFirst();
  }
}
