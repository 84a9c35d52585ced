package kr.ondam.conversation;

import java.util.List;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.Part;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// What a bot, or somebody for it, does to a conversation in one go.
///
/// @param epoch of the owner it speaks for; 0 when it did not say
/// @param standby whether it was told as a listener, so that it can only suggest
/// @param key names this in its conversation, so that it is stored once; 1 to 64 characters
/// @param messages for the customer, in order, each of at least one part
/// @param answers up to which seq the customer is seen to with this, 0 when nothing changes
/// @param failures how many of the customer's messages had no usable answer so far
/// @param handover why it goes to people with this, null when it does not
/// @param ends why it is over with this, null when it is not; a conversation in which the customer
///   has spoken after `answers` goes on
public record BotSaid(
    TenantId tenant,
    ConversationId conversation,
    ChannelAccountId bot,
    long epoch,
    boolean standby,
    String key,
    List<List<Part>> messages,
    long answers,
    int failures,
    @Nullable WantedHandover handover,
    @Nullable EndReason ends) {
  public BotSaid {
    messages = messages.stream().map(List::copyOf).toList();
  }

  /// The same with what is done beside it.
  public BotSaid doing(@Nullable WantedHandover wanted, @Nullable EndReason over) {
    return new BotSaid(
        tenant, conversation, bot, epoch, standby, key, messages, answers, failures, wanted, over);
  }

  BotSaid saying(List<List<Part>> others, @Nullable WantedHandover wanted) {
    return new BotSaid(
        tenant, conversation, bot, epoch, standby, key, others, answers, failures, wanted, ends);
  }

  /// The client id of the message at an index.
  String clientId(int index) {
    return clientId(key, index);
  }

  /// The client id under which the message at an index is stored, of what has a key.
  public static String clientId(String key, int index) {
    return "b:" + key + ":" + index;
  }
}
