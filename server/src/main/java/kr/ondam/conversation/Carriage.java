package kr.ondam.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import kr.ondam.channel.Capabilities;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelAdapter;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.ChannelStore;
import kr.ondam.channel.Degradation;
import kr.ondam.channel.Loss;
import kr.ondam.channel.OutboundFile;
import kr.ondam.channel.Part;
import kr.ondam.channel.sms.SmsCheck;
import kr.ondam.channel.sms.Writable;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Knows what each channel account can carry, so that it can be said before something is sent.
public final class Carriage {
  private final ChannelStore channels;
  private final Map<ChannelKind, ChannelAdapter> adapters;

  public Carriage(ChannelStore channels, Map<ChannelKind, ChannelAdapter> adapters) {
    this.channels = channels;
    this.adapters = Map.copyOf(adapters);
  }

  /// What an account can carry; what its kind can when it is there no more.
  public Capabilities of(TenantId tenant, ChannelAccountId account, ChannelKind kind) {
    var adapter = adapters.get(kind);
    return adapter == null
        ? Capabilities.of(kind)
        : account(tenant, account).map(adapter::capabilities).orElse(Capabilities.of(kind));
  }

  /// Why nothing can ever be sent to the customer of a conversation, such as
  /// [kr.ondam.channel.sms.Writable#NO_NUMBER] (SM34, SM68); null when something can. Reads the
  /// store for numbers of other countries only.
  ///
  /// @throws kr.ondam.tenant.StoreUnavailable when that is not known now
  public @Nullable String refusal(Conversation conversation) {
    if (!conversation.channel().texts()) {
      return null;
    }
    var refusal = Writable.refusal(false, conversation.externalUser());
    return Writable.NUMBER_ABROAD.equals(refusal) && writesAbroad(conversation) ? null : refusal;
  }

  private boolean writesAbroad(Conversation conversation) {
    return account(conversation.tenant(), conversation.account())
        .map(account -> Writable.abroad(account.settings()))
        .orElse(false);
  }

  private Optional<ChannelAccount> account(TenantId tenant, ChannelAccountId id) {
    return channels.accounts(tenant).stream().filter(found -> found.id().equals(id)).findFirst();
  }

  /// What the channel of a conversation leaves out of a message, or carries in another form. Reads
  /// the store.
  ///
  /// @throws kr.ondam.tenant.StoreUnavailable when that is not known now
  public List<Loss> losses(Conversation conversation, List<Part> parts, SentFiles files) {
    var can = of(conversation.tenant(), conversation.account(), conversation.channel());
    var sizes =
        files.files(conversation.tenant(), parts).stream()
            .collect(Collectors.toMap(OutboundFile::id, OutboundFile::size, (a, _) -> a));
    var carried = Degradation.of(can, parts, id -> sizes.getOrDefault(id, 0L));
    List<Loss> losses = new ArrayList<>(carried.losses());
    losses.addAll(SmsCheck.losses(conversation.channel(), can, carried.parts()));
    return losses;
  }

  /// What of a message its channel carries; the one place where that is decided.
  static Degradation.Result carried(
      ChannelAdapter adapter,
      ChannelAccount account,
      List<Part> parts,
      ToLongFunction<UUID> sizes) {
    return Degradation.of(adapter.capabilities(account), parts, sizes);
  }
}
