/// Speaks SMPP 3.4 with a message centre of a carrier (channels.md section 2.2).
@NullMarked
package kr.ondam.channel.sms.smpp;

import org.jspecify.annotations.NullMarked;
