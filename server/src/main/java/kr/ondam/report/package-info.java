/// Counts what managers ask about: waiting, answered, handled, abandoned.
@NullMarked
package kr.ondam.report;

import org.jspecify.annotations.NullMarked;
