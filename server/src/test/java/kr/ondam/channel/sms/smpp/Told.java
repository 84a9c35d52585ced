package kr.ondam.channel.sms.smpp;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Keeps what a session tells its owner.
final class Told implements SessionOwner {
  final List<String> events = new ArrayList<>();
  final List<CompletableFuture<Integer>> deliveries = new ArrayList<>();
  int strays;

  @Override
  public void bound(SmppSession session) {
    events.add("bound");
  }

  @Override
  public void awake(SmppSession session) {
    events.add("awake");
  }

  @Override
  public void ended(SmppSession session, String reason) {
    events.add("ended: " + reason);
  }

  @Override
  public CompletionStage<Integer> delivered(SmppSession session, ShortMessage message) {
    var status = new CompletableFuture<Integer>();
    deliveries.add(status);
    return status;
  }

  @Override
  public void answered(SmppSession session, ShortMessage message, int status) {
    events.add("answered " + status);
  }

  @Override
  public void late(String serial, int status, String messageId) {
    events.add("late " + serial + " " + status + " " + messageId);
  }

  @Override
  public void stray() {
    strays++;
  }
}
