/// Shows the desk to counsellors, the live state to managers and the settings to administrators.
@NullMarked
package kr.ondam.console;

import org.jspecify.annotations.NullMarked;
