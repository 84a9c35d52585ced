package kr.ondam.console.centre;

import kr.ondam.conversation.ConversationId;
import kr.ondam.routing.RoutingResult;

/// What became of one conversation a manager wanted to move.
record Moved(ConversationId conversation, RoutingResult result) {}
