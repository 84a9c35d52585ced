/// The frame around every page: the top bar, who is at their desk, and what is shown when a page
/// cannot be.
@NullMarked
package kr.ondam.console.shell;

import org.jspecify.annotations.NullMarked;
