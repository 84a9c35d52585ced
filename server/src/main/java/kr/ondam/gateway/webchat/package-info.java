/// Serves the web chat: the session and history routes and the WebSocket of the widget
/// (`docs/webchat-protocol.md`).
///
/// ```
/// ChatSessions (HTTP) -> Tickets -> ChatEndpoint -> ChatSocket (one per socket)
///                                                       |
///            event bus, signals -> ChatHub -> ChatRoom (one per visitor with open sockets)
/// ```
///
/// The hub is the only subscriber; it finds the room of a fact by its conversation and hands it
/// over. A room works through its mailbox one thing at a time, so it needs no locks.
@NullMarked
package kr.ondam.gateway.webchat;

import org.jspecify.annotations.NullMarked;
