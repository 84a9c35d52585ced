/// 전송 문제: the page on which managers see to messages that did not arrive.
@NullMarked
package kr.ondam.console.problems;

import org.jspecify.annotations.NullMarked;
