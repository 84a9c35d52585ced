package kr.ondam.channel.sms.http;

import kr.ondam.channel.DeliveryReport;
import kr.ondam.channel.Inbound;

/// One thing a provider has told.
sealed interface HttpItem {
  /// As it came.
  String raw();

  /// A customer wrote.
  record Said(Inbound.Spoken spoken, String raw) implements HttpItem {}

  /// What became of a message of ours.
  record Told(DeliveryReport report, String raw) implements HttpItem {}

  /// It cannot be understood.
  ///
  /// @param reason a stable word such as `foreign_number`
  record Poison(String reason, String raw) implements HttpItem {}
}
