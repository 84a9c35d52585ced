/// Recognises the same person across channels.
@NullMarked
package kr.ondam.customer;

import org.jspecify.annotations.NullMarked;
