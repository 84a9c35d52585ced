package kr.ondam.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some conversations, newest first by id, and where the next page starts; null at the end.
public record ConversationPage(List<Conversation> items, @Nullable ConversationId next) {}
