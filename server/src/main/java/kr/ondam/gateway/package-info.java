/// Accepts connections, checks them and answers: the Netty edge.
@NullMarked
package kr.ondam.gateway;

import org.jspecify.annotations.NullMarked;
