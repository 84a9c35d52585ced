/// What every live page shares: when to read afresh, and how times and customers are shown.
@NullMarked
package kr.ondam.console.live;

import org.jspecify.annotations.NullMarked;
