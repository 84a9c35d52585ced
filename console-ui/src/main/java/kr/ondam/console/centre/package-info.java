/// Shows managers their queues, agents and conversations as they are now, and lets them step in.
@NullMarked
package kr.ondam.console.centre;

import org.jspecify.annotations.NullMarked;
