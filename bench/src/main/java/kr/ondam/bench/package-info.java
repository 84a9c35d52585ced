/// Measures the running product against a plain rival in the same run.
@NullMarked
package kr.ondam.bench;

import org.jspecify.annotations.NullMarked;
