/// Sends 알림톡, notices in words that Kakao has approved, to a customer's phone (channels.md section
/// 1.3).
@NullMarked
package kr.ondam.channel.alimtalk;

import org.jspecify.annotations.NullMarked;
