package kr.ondam.gateway;

/// A path on which WebSockets are opened.
///
/// @param subprotocol the one subprotocol offered, such as `ondam.webchat.v1`
/// @param largestMessage in bytes; a larger one closes the socket with 1009
public record SocketRoute(
    String pattern,
    Access access,
    String subprotocol,
    int largestMessage,
    SocketEndpoint endpoint) {}
