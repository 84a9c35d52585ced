package kr.ondam.conversation;

/// How far the copy of an attachment is. All but [#PENDING] are final, unless somebody wants a
/// failed one afresh.
public enum AttachmentState {
  /// It is still to be fetched or examined.
  PENDING,
  /// Its copy lies in the store and may be served.
  READY,
  /// There will be no copy; the reason says why.
  FAILED,
  /// It was harmful or not what it said, and no copy is served.
  QUARANTINED
}
