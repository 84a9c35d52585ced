/// Accepts connections, checks them and answers: the Netty edge.
///
/// [GatewayServer] binds a [Router] of [Route]s. Who adds a path writes a [Route] with a
/// [RouteHandler], which runs on a virtual thread and may block; it answers a [GatewayResponse]:
/// `Full` for a body, `Stream` for server-sent events. A WebSocket is a [SocketRoute] with a
/// [SocketEndpoint]. Both kinds are data, so a test can walk over all of them.
///
/// ```
/// connections per address -> deadlines -> HTTP codec -> RequestAssembly -> RequestQueue -> route
/// ```
@NullMarked
package kr.ondam.gateway;

import org.jspecify.annotations.NullMarked;
