/// Speaks with a 카카오 챗봇 of 오픈빌더, whose skill calls us (channels.md section 1.1).
@NullMarked
package kr.ondam.channel.kakao.skill;

import org.jspecify.annotations.NullMarked;
