package kr.ondam.conversation;

import java.util.List;

/// What a lane's batch writes about bots.
public record BotRows(List<Handover> handovers, List<BotNote> notes, List<BotProgress> progressed) {
  public static final BotRows NONE = new BotRows(List.of(), List.of(), List.of());

  boolean empty() {
    return handovers.isEmpty() && notes.isEmpty() && progressed.isEmpty();
  }
}
