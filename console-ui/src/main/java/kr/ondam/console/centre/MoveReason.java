package kr.ondam.console.centre;

/// Why a manager moves conversations or exceeds a capacity. A fixed list, so that the audit record
/// never carries personal data.
enum MoveReason {
  LONG_WAIT,
  CUSTOMER_WISH,
  AGENT_WISH,
  SHIFT_CHANGE,
  SKILL_NEEDED,
  OTHER;

  String key() {
    return "centre.reason." + name();
  }
}
