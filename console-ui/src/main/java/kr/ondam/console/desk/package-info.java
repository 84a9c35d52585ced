/// 상담 데스크: where a counsellor takes, leads and ends conversations.
@NullMarked
package kr.ondam.console.desk;

import org.jspecify.annotations.NullMarked;
