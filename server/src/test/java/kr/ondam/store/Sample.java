package kr.ondam.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import kr.ondam.agent.Role;
import kr.ondam.agent.User;
import kr.ondam.agent.UserId;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.Part;
import kr.ondam.conversation.Author;
import kr.ondam.conversation.AuthorKind;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.DeadLetter;
import kr.ondam.conversation.Delivery;
import kr.ondam.conversation.Direction;
import kr.ondam.conversation.Disposition;
import kr.ondam.conversation.Ending;
import kr.ondam.conversation.ExternalId;
import kr.ondam.conversation.Fence;
import kr.ondam.conversation.Incoming;
import kr.ondam.conversation.LaneBatch;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.MessageId;
import kr.ondam.conversation.OutboundRow;
import kr.ondam.conversation.Progress;
import kr.ondam.conversation.Stage;
import kr.ondam.customer.ChannelIdentity;
import kr.ondam.customer.Customer;
import kr.ondam.customer.CustomerId;
import kr.ondam.customer.Traits;
import kr.ondam.routing.Queue;
import kr.ondam.tenant.Centre;
import kr.ondam.tenant.CentreId;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;
import kr.ondam.tenant.TenantKind;
import org.jspecify.annotations.Nullable;

/// Rows of two tenants to test stores with.
final class Sample {
  static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
  static final TenantId LIFE = new TenantId("life");
  static final TenantId CARD = new TenantId("card");
  static final ChannelAccountId KAKAO = new ChannelAccountId("kakao");

  /// Ids in the order of their making, also within a millisecond.
  private final AtomicLong made = new AtomicLong();

  private final Stores stores;

  Sample(Stores stores) {
    this.stores = stores;
  }

  /// Two tenants alike, each with a centre, a user, an account, a queue and a result code.
  void fill() {
    for (var tenant : List.of(LIFE, CARD)) {
      stores.tenants().save(new Tenant(tenant, tenant.value(), TenantKind.AFFILIATE, 210));
      stores.tenants().save(new Centre(tenant, new CentreId("seoul"), "서울센터", "수도권"));
      stores.agents().save(user(tenant, "kim-" + tenant));
      stores.channels().save(account(tenant, "key-" + tenant));
      stores.routing().save(queue(tenant));
      stores.conversations().save(new Disposition(tenant, "911", "단순 문의", null, true));
    }
  }

  UUID id() {
    return new UUID(0x0192_0000_0000_7000L, made.incrementAndGet());
  }

  User user(TenantId tenant, String login) {
    return new User(
        new UserId(id()),
        tenant,
        login,
        "김상담",
        Set.of(Role.AGENT, Role.LEAD),
        new CentreId("seoul"),
        100,
        Map.of("상담기본", 3, "보험금", 2),
        true);
  }

  static ChannelAccount account(TenantId tenant, String key) {
    return new ChannelAccount(
        tenant,
        KAKAO,
        ChannelKind.KAKAO_COUNSEL,
        "카카오톡",
        "happytalk-v3",
        key,
        "sender",
        java.net.URI.create("http://127.0.0.1:9"),
        Map.of("client-id", "c"),
        List.of("*"),
        List.of(),
        true);
  }

  static Queue queue(TenantId tenant) {
    return new Queue(
        tenant,
        Queue.GENERAL,
        "일반",
        Map.of("상담기본", 1),
        new CentreId("seoul"),
        1,
        1000,
        Set.of("k"));
  }

  Customer customer(TenantId tenant, @Nullable String phone) {
    return new Customer(
        tenant, new CustomerId(id()), "홍길동", phone, Customer.ORDINARY_GRADE, "", Traits.NONE, NOW);
  }

  Conversation conversation(Customer customer, String externalUser) {
    return conversation(customer, externalUser, Map.of("extra", "busan"));
  }

  Conversation conversation(
      Customer customer, String externalUser, Map<String, String> attributes) {
    return new Conversation(
        customer.tenant(),
        new ConversationId(id()),
        KAKAO,
        ChannelKind.KAKAO_COUNSEL,
        externalUser,
        "301",
        customer.id(),
        Stage.QUEUED,
        null,
        null,
        NOW,
        null,
        null,
        null,
        1,
        NOW,
        NOW,
        1,
        0,
        "busan",
        attributes,
        1);
  }

  Message message(Conversation conversation, long seq, String text) {
    return new Message(
        conversation.tenant(),
        conversation.id(),
        seq,
        new MessageId(id()),
        Direction.IN,
        new Author(AuthorKind.CUSTOMER, conversation.customer().toString()),
        NOW,
        null,
        List.of(new Part.Text(text)),
        null,
        Delivery.NONE,
        null);
  }

  Message reply(Conversation conversation, long seq, String clientId) {
    return reply(conversation, seq, clientId, Delivery.QUEUED);
  }

  Message reply(Conversation conversation, long seq, String clientId, Delivery delivery) {
    return new Message(
        conversation.tenant(),
        conversation.id(),
        seq,
        new MessageId(id()),
        Direction.OUT,
        new Author(AuthorKind.AGENT, "kim"),
        NOW,
        null,
        List.of(new Part.Text("답변")),
        clientId,
        delivery,
        null);
  }

  /// What brings a reply to the customer.
  static OutboundRow outbound(Message reply) {
    return new OutboundRow(
        new Outbound(reply.id().value(), reply.tenant(), KAKAO, "u1", "301", reply.parts()),
        reply.conversation(),
        reply.id(),
        reply.seq(),
        0,
        0,
        NOW);
  }

  /// A reply and its outbound row as one batch.
  static LaneBatch sending(Message reply) {
    return new LaneBatch(
        reply.tenant(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(incoming(reply, null)),
        List.of(),
        List.of(),
        List.of(outbound(reply)),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  static DeadLetter letter(TenantId tenant, UUID id) {
    return new DeadLetter(tenant, id, KAKAO, "missing_user_key", "/message", "{}", NOW);
  }

  /// A customer's first message, opening a conversation, as one batch.
  Conversation open(TenantId tenant, String externalUser, String externalId) {
    var customer = customer(tenant, "+821012345678");
    var conversation = conversation(customer, externalUser);
    stores.conversations().append(opening(customer, conversation, externalId));
    return conversation;
  }

  LaneBatch opening(Customer customer, Conversation conversation, String externalId) {
    var tenant = customer.tenant();
    return new LaneBatch(
        tenant,
        List.of(customer),
        List.of(
            new ChannelIdentity(tenant, KAKAO, conversation.externalUser(), customer.id(), NOW)),
        List.of(),
        List.of(conversation),
        List.of(incoming(message(conversation, 1, "안녕하세요"), externalId)),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  static Incoming incoming(Message message, @Nullable String externalId) {
    return new Incoming(
        message, externalId == null ? null : new ExternalId(KAKAO, externalId), null);
  }

  static LaneBatch messages(
      TenantId tenant, List<Fence> fences, List<Incoming> messages, List<Progress> progress) {
    return new LaneBatch(
        tenant, List.of(), List.of(), fences, List.of(), messages, progress, List.of(), List.of(),
        List.of(), List.of(), List.of(), List.of());
  }

  static LaneBatch ending(TenantId tenant, Ending ending) {
    return new LaneBatch(
        tenant,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(ending),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  static Progress progress(Conversation conversation, long lastSeq) {
    return new Progress(conversation.id(), lastSeq, NOW, NOW, lastSeq, 0, null, null, null);
  }
}
