package kr.ondam.conversation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAdapter;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.ChannelStore;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Parsed;
import kr.ondam.channel.RawRequest;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.TenantId;

/// What people do about messages that did not arrive and about input that could not be understood.
/// Calls read the store and may block; their stages never complete exceptionally.
public final class Problems {
  private final ProblemStore store;
  private final ConversationStore conversations;
  private final ChannelStore channels;
  private final Map<ChannelKind, ChannelAdapter> adapters;
  private final Intake intake;
  private final Replies replies;
  private final Reports reports;
  private final Notices notices;
  private final UnaryOperator<Inbound> beforehand;

  /// @param notices knows who reads what is told of notices
  /// @param beforehand what is done with what a customer said before it is stored
  public Problems(
      ProblemStore store,
      ConversationStore conversations,
      ChannelStore channels,
      Map<ChannelKind, ChannelAdapter> adapters,
      Intake intake,
      Replies replies,
      Reports reports,
      Notices notices,
      UnaryOperator<Inbound> beforehand) {
    this.store = store;
    this.conversations = conversations;
    this.channels = channels;
    this.adapters = adapters;
    this.intake = intake;
    this.replies = replies;
    this.reports = reports;
    this.notices = notices;
    this.beforehand = beforehand;
  }

  /// Sends a message again in the name of the conversation's assignee, once, as [Replies#resend].
  /// Where nobody holds the conversation it is [ReplyResult.NotAssignee].
  public CompletionStage<ReplyResult> resend(TenantId tenant, MessageId message) {
    try {
      var found = store.problem(tenant, message).orElse(null);
      if (found == null) {
        return CompletableFuture.completedFuture(new ReplyResult.NotFound());
      }
      var conversation = found.conversation();
      var assignee = conversation.assignee();
      if (conversation.endedAt() != null) {
        return CompletableFuture.completedFuture(new ReplyResult.Over());
      }
      return assignee == null
          ? CompletableFuture.completedFuture(new ReplyResult.NotAssignee(null))
          : replies.resend(tenant, conversation.id(), assignee, found.message().seq());
    } catch (StoreUnavailable e) {
      return CompletableFuture.completedFuture(new ReplyResult.Unavailable());
    }
  }

  /// Takes a problem off the list. Answers false when there is none.
  ///
  /// @throws StoreUnavailable when it could not be stored
  public boolean dismiss(TenantId tenant, MessageId message) {
    return store.dismiss(tenant, message);
  }

  /// Reads a dead letter once more, as if it had just come in, and takes it off the list when it
  /// was understood and stored. What of it was stored before is not stored again.
  public CompletionStage<ReplayResult> replay(TenantId tenant, UUID id) {
    try {
      var letter = store.letter(tenant, id).orElse(null);
      if (letter == null) {
        return CompletableFuture.completedFuture(new ReplayResult.NotFound());
      }
      var account =
          channels.accounts(tenant).stream()
              .filter(a -> a.id().equals(letter.account()))
              .findFirst()
              .orElse(null);
      return account == null
          ? CompletableFuture.completedFuture(new ReplayResult.NoChannel())
          : read(letter, account);
    } catch (StoreUnavailable e) {
      return CompletableFuture.completedFuture(new ReplayResult.Unavailable());
    }
  }

  private CompletionStage<ReplayResult> read(DeadLetter letter, ChannelAccount account) {
    var tail = tail(letter, account);
    if (tail.equals(DeadLetter.SAID)) {
      return Letters.read(account, letter.raw())
          .map(said -> take(letter, List.of(said)))
          .orElseGet(() -> stillUnreadable("bad_json"));
    }
    boolean notice = tail.equals(DeadLetter.NOTICE);
    var adapter = notice ? notices.dealer().orElse(null) : adapters.get(account.kind());
    if (adapter == null) {
      return CompletableFuture.completedFuture(new ReplayResult.NoChannel());
    }
    var body = letter.raw().getBytes(StandardCharsets.UTF_8);
    Parsed parsed;
    try {
      // The time of its coming, because ids of messages without one are made with it.
      parsed =
          adapter.parse(
              account, new RawRequest(tail, letter.raw(), Map.of(), body, ""), letter.at());
    } catch (IllegalArgumentException e) {
      // The account is not set to what the letter came by any more.
      return CompletableFuture.completedFuture(new ReplayResult.NoChannel());
    }
    return switch (parsed) {
      case Parsed.Unreadable(var reason) -> stillUnreadable(reason);
      case Parsed.Malformed(var _, var code) -> stillUnreadable(code);
      case Parsed.Understood(var inbounds, var _) -> take(letter, inbounds);
      case Parsed.Reported(var told, var unreadable) -> {
        told.forEach(notice ? notices::reported : reports::accept);
        yield unreadable == null
            ? CompletableFuture.completedFuture(taken(letter, List.of()))
            : stillUnreadable(unreadable);
      }
    };
  }

  /// Earlier versions kept the account's key where there was no tail.
  private static String tail(DeadLetter letter, ChannelAccount account) {
    if (!letter.tail().equals(account.key())) {
      return letter.tail();
    }
    return account.kind() == ChannelKind.KAKAO_COUNSEL ? DeadLetter.NOTICE : "";
  }

  private static CompletionStage<ReplayResult> stillUnreadable(String reason) {
    return CompletableFuture.completedFuture(new ReplayResult.StillUnreadable(reason));
  }

  private CompletionStage<ReplayResult> take(DeadLetter letter, List<Inbound> inbounds) {
    List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
    for (var inbound : inbounds) {
      receipts.add(intake.again(beforehand.apply(inbound)).toCompletableFuture());
    }
    // Not on a lane's thread, because it writes.
    return CompletableFuture.allOf(receipts.toArray(CompletableFuture[]::new))
        .thenApplyAsync(
            _ -> taken(letter, receipts.stream().map(CompletableFuture::join).toList()),
            Thread::startVirtualThread);
  }

  private ReplayResult taken(DeadLetter letter, List<Receipt> receipts) {
    int stored = 0;
    int known = 0;
    String stays = null;
    for (var receipt : receipts) {
      switch (receipt) {
        case Receipt.Stored _ -> stored++;
        case Receipt.Duplicate(var _, var conflict) -> {
          known++;
          stays = conflict ? "conflict" : stays;
        }
        case Receipt.Noted _ -> known++;
        case Receipt.SetAside(var reason) -> stays = reason;
        case Receipt.Busy _, Receipt.Unavailable _ -> {
          return new ReplayResult.Unavailable();
        }
      }
    }
    if (stays != null) {
      return new ReplayResult.StillUnreadable(stays);
    }
    try {
      conversations.removeDeadLetter(letter.tenant(), letter.id());
      return new ReplayResult.Done(stored, known);
    } catch (StoreUnavailable e) {
      return new ReplayResult.Unavailable();
    }
  }

  /// Takes a dead letter off the list for good. Answers false when there is none.
  ///
  /// @throws StoreUnavailable when it could not be stored
  public boolean discard(TenantId tenant, UUID id) {
    return conversations.removeDeadLetter(tenant, id);
  }
}
