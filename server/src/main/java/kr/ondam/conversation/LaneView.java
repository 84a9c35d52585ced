package kr.ondam.conversation;

import java.util.Map;
import kr.ondam.customer.CustomerId;
import kr.ondam.customer.IdentityKey;

/// What a lane must know before it decides about a batch.
///
/// @param customers the customer of each asked identity that exists
/// @param open the conversation of each asked identity that has no `endedAt` yet, whatever its
///   stage
/// @param known the stored message for each asked external id that is already there
/// @param references the newest waiting reference of each asked identity
public record LaneView(
    Map<IdentityKey, CustomerId> customers,
    Map<IdentityKey, Conversation> open,
    Map<ExternalId, Message> known,
    Map<IdentityKey, Reference> references) {}
