/// Starts the process and offers its command line.
@NullMarked
package kr.ondam.dist;

import org.jspecify.annotations.NullMarked;
