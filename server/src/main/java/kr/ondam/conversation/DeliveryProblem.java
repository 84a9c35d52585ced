package kr.ondam.conversation;

/// A message to a customer that failed or is in doubt, as long as nobody has sent it again or
/// dismissed it.
public record DeliveryProblem(Conversation conversation, Message message) {
  /// The message's own id names the problem.
  public MessageId id() {
    return message.id();
  }
}
