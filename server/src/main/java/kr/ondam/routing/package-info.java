/// Keeps the queues of each tenant, makes offers and watches their deadlines.
@NullMarked
package kr.ondam.routing;

import org.jspecify.annotations.NullMarked;
