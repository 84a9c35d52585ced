/// Decides where a waiting conversation goes: pure functions without input, output, clock or
/// threads.
@NullMarked
package kr.ondam.rules;

import org.jspecify.annotations.NullMarked;
