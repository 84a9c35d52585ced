/// Speaks with providers of text messages over HTTP. What one provider differs in from another
/// stands in a file of `resources/sms` (channels.md section 2.4); a new provider is a new file.
@NullMarked
package kr.ondam.channel.sms.http;

import org.jspecify.annotations.NullMarked;
