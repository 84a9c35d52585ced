package kr.ondam.routing;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Part;
import kr.ondam.conversation.Author;
import kr.ondam.conversation.AuthorKind;
import kr.ondam.conversation.BotRows;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Delivery;
import kr.ondam.conversation.Direction;
import kr.ondam.conversation.EndReason;
import kr.ondam.conversation.Ending;
import kr.ondam.conversation.ExternalId;
import kr.ondam.conversation.Handover;
import kr.ondam.conversation.Incoming;
import kr.ondam.conversation.LaneBatch;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.MessageId;
import kr.ondam.conversation.Progress;
import kr.ondam.conversation.Stage;
import kr.ondam.customer.ChannelIdentity;
import kr.ondam.customer.Customer;
import kr.ondam.store.MemoryStores;
import kr.ondam.time.TimeOrderedIds;
import org.jspecify.annotations.Nullable;

/// Plays the lanes: stores what is said, opened and ended as they do, and leaves announcing it to
/// the floor.
final class LaneStandIn {
  static final ChannelAccount ACCOUNT =
      new ChannelAccount(
          RoutingFloor.TENANT,
          new ChannelAccountId("kakao"),
          ChannelKind.KAKAO_COUNSEL,
          "k",
          "",
          "key",
          null,
          null,
          Map.of(),
          List.of(),
          List.of(),
          true);

  private final MemoryStores memory;
  private final InstantSource time;
  private final TimeOrderedIds ids;

  LaneStandIn(MemoryStores memory, InstantSource time, TimeOrderedIds ids) {
    this.memory = memory;
    this.time = time;
    this.ids = ids;
  }

  /// Stores a new conversation, with a first message unless it is empty.
  ///
  /// @param fresh whether the customer is new too
  Conversation open(@Nullable String routingKey, String text, Customer customer, boolean fresh) {
    return open(routingKey, text, customer, fresh, Stage.QUEUED);
  }

  /// @param stage BOT for one that begins with a bot
  Conversation open(
      @Nullable String routingKey, String text, Customer customer, boolean fresh, Stage stage) {
    var now = time.instant();
    var conversation =
        new Conversation(
            RoutingFloor.TENANT,
            new ConversationId(ids.next()),
            ACCOUNT.id(),
            ChannelKind.KAKAO_COUNSEL,
            "user-" + customer.id(),
            null,
            customer.id(),
            stage,
            null,
            null,
            now,
            null,
            null,
            null,
            1,
            now,
            now,
            1,
            0,
            routingKey,
            Map.of(),
            1);
    memory.stores().conversations().append(opening(customer, conversation, text, fresh));
    return conversation;
  }

  /// Stores a handover as the lanes do.
  void handOver(Handover handover) {
    var rows = new BotRows(List.of(handover), List.of(), List.of());
    memory
        .stores()
        .conversations()
        .append(
            new LaneBatch(
                RoutingFloor.TENANT,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                rows));
  }

  private LaneBatch opening(
      Customer customer, Conversation conversation, String text, boolean fresh) {
    return new LaneBatch(
        RoutingFloor.TENANT,
        fresh ? List.of(customer) : List.of(),
        fresh
            ? List.of(
                new ChannelIdentity(
                    RoutingFloor.TENANT,
                    ACCOUNT.id(),
                    conversation.externalUser(),
                    customer.id(),
                    customer.createdAt()))
            : List.of(),
        List.of(),
        List.of(conversation),
        text.isEmpty() ? List.of() : List.of(said(conversation, text)),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private Incoming said(Conversation conversation, String text) {
    return new Incoming(
        message(
            conversation.id(),
            1,
            Direction.IN,
            new Author(AuthorKind.CUSTOMER, conversation.customer().toString()),
            text),
        new ExternalId(ACCOUNT.id(), "m-" + conversation.id()),
        null);
  }

  private Message message(
      ConversationId conversation, long seq, Direction direction, Author author, String text) {
    return new Message(
        RoutingFloor.TENANT,
        conversation,
        seq,
        new MessageId(ids.next()),
        direction,
        author,
        time.instant(),
        null,
        List.of(new Part.Text(text)),
        null,
        Delivery.NONE,
        null);
  }

  /// Stores what somebody says.
  Message say(Conversation row, Direction direction, Author author) {
    boolean in = direction == Direction.IN;
    long seq = row.lastSeq() + 1;
    var message = message(row.id(), seq, direction, author, "네");
    var progress =
        new Progress(
            row.id(),
            seq,
            time.instant(),
            in ? time.instant() : row.lastInboundAt(),
            in ? seq : row.lastInboundSeq(),
            in ? row.lastOutboundSeq() : seq,
            row.threadKey(),
            row.routingKey(),
            null);
    append(
        List.of(
            new Incoming(
                message, in ? new ExternalId(ACCOUNT.id(), "m-" + message.id()) : null, null)),
        List.of(progress),
        List.of());
    return message;
  }

  private void append(List<Incoming> messages, List<Progress> progress, List<Ending> endings) {
    memory
        .stores()
        .conversations()
        .append(
            new LaneBatch(
                RoutingFloor.TENANT,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                messages,
                progress,
                endings,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
  }

  /// Stores the entry point of a conversation.
  void refer(Conversation row, String routingKey) {
    append(
        List.of(),
        List.of(
            new Progress(
                row.id(),
                row.lastSeq(),
                row.lastMessageAt(),
                row.lastInboundAt(),
                row.lastInboundSeq(),
                row.lastOutboundSeq(),
                row.threadKey(),
                routingKey,
                null)),
        List.of());
  }

  /// Stores the end of a conversation.
  void end(ConversationId conversation, EndReason reason) {
    append(List.of(), List.of(), List.of(new Ending(conversation, time.instant(), reason, null)));
  }
}
