/// Carries a conversation from its first message to its closing.
@NullMarked
package kr.ondam.conversation;

import org.jspecify.annotations.NullMarked;
