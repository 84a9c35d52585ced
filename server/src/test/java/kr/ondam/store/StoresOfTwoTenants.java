package kr.ondam.store;

import java.util.List;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.EndReason;
import kr.ondam.conversation.Ending;
import kr.ondam.conversation.Incoming;
import kr.ondam.conversation.Message;
import kr.ondam.routing.RoutingBatch;
import kr.ondam.routing.RoutingChange;

/// Fresh stores for each test, filled with [Sample], and what tests of them have in common.
interface StoresOfTwoTenants {
  Stores stores();

  Sample sample();

  default void append(Conversation conversation, List<Incoming> messages, long lastSeq) {
    stores()
        .conversations()
        .append(
            Sample.messages(
                Sample.LIFE, List.of(), messages, List.of(Sample.progress(conversation, lastSeq))));
  }

  default void end(Conversation conversation, String disposition) {
    stores()
        .conversations()
        .append(
            Sample.ending(
                Sample.LIFE,
                new Ending(conversation.id(), Sample.NOW, EndReason.AGENT, disposition)));
  }

  default List<Message> messages(Conversation conversation) {
    return stores().conversations().messages(Sample.LIFE, conversation.id(), 0, 100);
  }

  default void commit(long epoch, RoutingChange... changes) {
    stores().routing().commit(new RoutingBatch(Sample.LIFE, epoch, List.of(changes)));
  }
}
