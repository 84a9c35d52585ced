/// Tells interested parts of the process what has been committed.
@NullMarked
package kr.ondam.event;

import org.jspecify.annotations.NullMarked;
