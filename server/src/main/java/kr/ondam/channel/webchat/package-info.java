/// The web chat as it is on the wire: what the widget's frames and its form mean, and which web
/// pages may open a chat (`docs/webchat-protocol.md`). Pure: no sockets, no stores, no clock.
@NullMarked
package kr.ondam.channel.webchat;

import org.jspecify.annotations.NullMarked;
