package kr.ondam.channel.sms.smpp;

import java.util.concurrent.CompletionStage;

/// Whose [SmppSession] it is; told on the session's loop.
interface SessionOwner {
  void bound(SmppSession session);

  /// A message centre that was quiet speaks again.
  void awake(SmppSession session);

  /// Once, at the end; the answers that are still missing are given up after that.
  void ended(SmppSession session, String reason);

  /// Takes what came in.
  ///
  /// @return the status to answer with
  CompletionStage<Integer> delivered(SmppSession session, ShortMessage message);

  /// The answer to what was delivered has left.
  void answered(SmppSession session, ShortMessage message, int status);

  /// An answer came after we had stopped to wait for it.
  ///
  /// @param messageId empty when it was refused
  void late(String serial, int status, String messageId);

  /// An answer came to nothing that was asked.
  void stray();
}
