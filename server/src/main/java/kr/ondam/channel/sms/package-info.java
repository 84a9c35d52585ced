/// Says what a text message (문자) can carry in Korea: lengths in MS949 octets and which characters
/// exist (channels.md section 2.1).
@NullMarked
package kr.ondam.channel.sms;

import org.jspecify.annotations.NullMarked;
