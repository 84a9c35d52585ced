/// Builds the server from its parts, starts and stops them in order.
@NullMarked
package kr.ondam.launch;

import org.jspecify.annotations.NullMarked;
