/// Speaks 카카오 상담톡 with the dealers between Kakao and us (channels.md section 1.2).
@NullMarked
package kr.ondam.channel.kakao;

import org.jspecify.annotations.NullMarked;
