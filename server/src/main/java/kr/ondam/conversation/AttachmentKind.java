package kr.ondam.conversation;

/// What a provider says an attachment is; its bytes may say something else.
public enum AttachmentKind {
  IMAGE,
  FILE,
  AUDIO,
  VIDEO
}
