package kr.ondam.rules;

/// The rules in force, which an event may replace.
final class Setting {
  Policy policy;

  Setting(Policy policy) {
    this.policy = policy;
  }

  /// How agents are chosen for a queue.
  Strategy strategy(Demand demand) {
    Strategy own = demand.strategy();
    return own == null ? policy.strategy() : own;
  }
}
