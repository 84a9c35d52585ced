/// Lets the rest of the server wait without knowing how time passes.
@NullMarked
package kr.ondam.time;

import org.jspecify.annotations.NullMarked;
