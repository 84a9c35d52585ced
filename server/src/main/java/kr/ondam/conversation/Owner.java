package kr.ondam.conversation;

/// Whose turn it is to answer the customer. Only the owner's answers reach them; every change of
/// the owner raises [Conversation#ownerEpoch].
public enum Owner {
  /// 챗봇
  BOT,
  /// Nobody yet: it waits for a counsellor.
  QUEUE,
  /// 상담사
  AGENT,
  /// The conversation is over.
  NOBODY
}
