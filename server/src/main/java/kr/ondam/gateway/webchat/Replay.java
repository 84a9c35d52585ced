package kr.ondam.gateway.webchat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationStore;
import kr.ondam.conversation.Message;

/// Brings a socket from the last seq it has to the present. Of a long absence only the end is sent;
/// a `gap` tells what the widget has to fetch by itself.
final class Replay {
  private static final int MOST_FRAMES = 100;
  private static final int MOST_BYTES = 256 * 1024;

  private final ConversationStore store;
  private final ChatFrames frames;

  Replay(ConversationStore store, ChatFrames frames) {
    this.store = store;
    this.frames = frames;
  }

  void write(Conversation conversation, long after, ChatSocket socket) {
    long from = Math.max(after, conversation.lastSeq() - MOST_FRAMES);
    var missed = store.messages(conversation.tenant(), conversation.id(), from, 2 * MOST_FRAMES);
    ArrayDeque<Framed> last = new ArrayDeque<>();
    int bytes = 0;
    for (var message : missed.reversed()) {
      var frame = frames.message(message).toString();
      bytes += frame.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MOST_BYTES && !last.isEmpty()) {
        break;
      }
      last.addFirst(new Framed(message, frame));
    }
    long first = last.isEmpty() ? after + 1 : last.getFirst().message().seq();
    if (first > after + 1) {
      socket.tell(ChatFrames.gap(conversation.id(), after + 1, first - 1));
    }
    socket.shows(conversation.id(), first - 1);
    last.forEach(framed -> socket.show(framed.message(), framed.frame()));
  }

  private record Framed(Message message, String frame) {}
}
