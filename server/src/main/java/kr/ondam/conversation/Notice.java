package kr.ondam.conversation;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.customer.CustomerId;
import kr.ondam.customer.HistoryPosition;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// A notice (알림톡) to a customer's phone, outside any conversation.
///
/// @param account under whose name it goes out
/// @param phone of the customer when it was asked for
/// @param template the code of the approved words
/// @param failure why it did not arrive, null while nothing went wrong
/// @param reference how the dealer names it, null before that is known
/// @param tries how often it was tried
/// @param begun whether a call was begun whose answer is not stored
public record Notice(
    TenantId tenant,
    UUID id,
    CustomerId customer,
    ChannelAccountId account,
    String phone,
    String template,
    Map<String, String> variables,
    Delivery delivery,
    @Nullable String failure,
    @Nullable String reference,
    int tries,
    boolean begun,
    Instant createdAt) {
  /// How one ended that somebody has to see to.
  public static final Set<Delivery> TROUBLED = Set.of(Delivery.FAILED, Delivery.UNKNOWN);

  public Notice {
    variables = Map.copyOf(variables);
  }

  /// One that has just been asked for.
  public static Notice fresh(
      TenantId tenant,
      UUID id,
      CustomerId customer,
      ChannelAccountId account,
      String phone,
      String template,
      Map<String, String> variables,
      Instant at) {
    return new Notice(
        tenant,
        id,
        customer,
        account,
        phone,
        template,
        variables,
        Delivery.QUEUED,
        null,
        null,
        0,
        false,
        at);
  }

  /// The same, tried so often.
  public Notice tried(int now, boolean calling) {
    return new Notice(
        tenant, id, customer, account, phone, template, variables, delivery, failure, reference,
        now, calling, createdAt);
  }

  /// The same, with a call begun under this name: the dealer may report of it before it answers.
  public Notice calling(String serial) {
    return new Notice(
        tenant, id, customer, account, phone, template, variables, delivery, failure, serial, tries,
        true, createdAt);
  }

  /// The same, this far.
  public Notice reached(Delivery now, @Nullable String why, @Nullable String named) {
    return new Notice(
        tenant,
        id,
        customer,
        account,
        phone,
        template,
        variables,
        now,
        why,
        named == null ? reference : named,
        tries,
        false,
        createdAt);
  }

  /// The same after a dealer's report: 전달 is final, and a failure stays one unless it arrives after
  /// all.
  public Notice told(DeliveryReport report) {
    return switch (report.state()) {
      case DELIVERED -> reached(Delivery.DELIVERED, null, null);
      case FAILED ->
          delivery == Delivery.DELIVERED ? this : reached(Delivery.FAILED, report.detail(), null);
      case SENT ->
          delivery == Delivery.QUEUED || delivery == Delivery.UNKNOWN
              ? reached(Delivery.SENT, null, null)
              : this;
    };
  }

  /// The same for a phone of now, as if it had just been asked for.
  public Notice anew(UUID fresh, String number, Instant at) {
    return fresh(tenant, fresh, customer, account, number, template, variables, at);
  }

  /// Where it stands among those of its tenant.
  public HistoryPosition position() {
    return new HistoryPosition(createdAt, id);
  }

  /// Whether another asks for the same.
  public boolean same(Notice other) {
    return customer.equals(other.customer)
        && account.equals(other.account)
        && template.equals(other.template)
        && variables.equals(other.variables);
  }
}
