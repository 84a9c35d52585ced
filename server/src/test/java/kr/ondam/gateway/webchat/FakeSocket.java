package kr.ondam.gateway.webchat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import kr.ondam.gateway.Socket;

/// A socket that keeps what is sent, and can be too slow.
final class FakeSocket implements Socket {
  final List<String> sent = new CopyOnWriteArrayList<>();
  final List<Integer> closed = new CopyOnWriteArrayList<>();
  volatile boolean slow;

  @Override
  public boolean send(String message) {
    if (slow || !closed.isEmpty()) {
      return false;
    }
    sent.add(message);
    return true;
  }

  @Override
  public void close(int code, String reason) {
    if (closed.isEmpty()) {
      closed.add(code);
    }
  }

  long count(String type) {
    return sent.stream().filter(f -> f.contains("\"t\":\"" + type + "\"")).count();
  }
}
