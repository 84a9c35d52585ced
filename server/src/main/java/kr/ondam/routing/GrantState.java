package kr.ondam.routing;

/// How far a [CrossTenantGrant] has come.
public enum GrantState {
  /// An agent of the other tenant is being asked and sees nothing yet.
  GRANTED,
  /// The agent has accepted and works on the conversation.
  ACTIVE,
  /// It opens nothing any more.
  ENDED
}
