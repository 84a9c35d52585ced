package kr.ondam.channel;

import org.jspecify.annotations.Nullable;

/// Who a customer says they are, for example in a form before the chat. It is not proved.
///
/// @param name at most 100 characters
/// @param phone as typed
public record Claim(@Nullable String name, @Nullable String phone) {}
