package kr.ondam.conversation;

import java.util.UUID;

/// Identifies an attachment; it also names its file.
public record AttachmentId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
