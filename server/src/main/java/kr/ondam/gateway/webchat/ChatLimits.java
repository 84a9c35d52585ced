package kr.ondam.gateway.webchat;

import java.time.Duration;

/// The limits of the web chat.
///
/// @param socketsPerVisitor open at once; one more closes the oldest with 4409
/// @param socketsPerAddress open at once; one more is answered 429
/// @param sockets open at once in all; one more is answered 503
/// @param callsPerSecond sessions and handshakes of one address
/// @param visitorsPerSecond new visitors of one address
/// @param helloWithin time for the first frame
/// @param heartbeat time between two pings; two unanswered ones close the socket with 4408
/// @param messagesPerTenSeconds of one visitor
/// @param framesPerTenSeconds of one socket, of any kind; more closes it with 4429
/// @param largestFile in bytes, of one file of a visitor
public record ChatLimits(
    int socketsPerVisitor,
    int socketsPerAddress,
    int sockets,
    int callsPerSecond,
    int visitorsPerSecond,
    Duration helloWithin,
    Duration heartbeat,
    int messagesPerTenSeconds,
    int framesPerTenSeconds,
    int largestFile) {
  public static final ChatLimits USUAL =
      new ChatLimits(
          5,
          50,
          5000,
          50,
          10,
          Duration.ofSeconds(5),
          Duration.ofSeconds(25),
          10,
          100,
          10 * 1024 * 1024);
}
