package kr.ondam.conversation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kr.ondam.customer.CustomerId;
import kr.ondam.customer.IdentityKey;

/// All a plan knows when it decides; nothing is looked up later.
///
/// @param view what the store says about identities and external ids
/// @param byPhone customers by normalised phone, for identities that are new
/// @param latest the latest conversation of identities that have none open
/// @param named conversations that works name
/// @param repeated messages stored under the client id of a work
/// @param noted ids of works' notes that are stored already
/// @param doubted works that failed before and may be stored all the same, without anybody told
record Known(
    LaneView view,
    Map<String, CustomerId> byPhone,
    Map<IdentityKey, Conversation> latest,
    Map<ConversationId, Conversation> named,
    Map<ClientKey, Message> repeated,
    Set<UUID> noted,
    Set<Work> doubted) {
  /// A client id is unique in its conversation.
  record ClientKey(ConversationId conversation, String clientId) {}

  static final Known NOTHING =
      new Known(
          new LaneView(Map.of(), Map.of(), Map.of(), Map.of()),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Set.of(),
          Set.of());

  /// What is to be done after the commit, in this order.
  ///
  /// @param standings how the identities of the batch stand then; one that has to be looked up
  ///   again is left out
  record Planned(
      LaneBatch batch,
      List<Runnable> completions,
      List<ConversationFact> facts,
      List<Runnable> handOvers,
      Map<IdentityKey, Remembered.Standing> standings) {}
}
