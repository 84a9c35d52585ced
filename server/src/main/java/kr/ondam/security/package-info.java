/// Checks who somebody is and records what they did.
@NullMarked
package kr.ondam.security;

import org.jspecify.annotations.NullMarked;
