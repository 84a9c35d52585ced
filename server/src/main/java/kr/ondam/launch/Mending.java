package kr.ondam.launch;

import java.util.Map;
import kr.ondam.channel.ChannelAdapter;
import kr.ondam.channel.ChannelKind;
import kr.ondam.conversation.Choices;
import kr.ondam.conversation.Intake;
import kr.ondam.conversation.Notices;
import kr.ondam.conversation.Problems;
import kr.ondam.conversation.Replies;
import kr.ondam.conversation.Reports;
import kr.ondam.gateway.InboundMasking;
import kr.ondam.store.Stores;

/// Builds what people mend with. What is read once more takes the way of what comes in.
final class Mending {
  private Mending() {}

  static Problems problems(
      Stores stores,
      Map<ChannelKind, ChannelAdapter> adapters,
      Intake intake,
      Replies replies,
      Reports reports,
      Notices notices,
      Choices choices) {
    return new Problems(
        stores.problems(),
        stores.conversations(),
        stores.channels(),
        adapters,
        intake,
        replies,
        reports,
        notices,
        inbound -> choices.understand(InboundMasking.mask(inbound)));
  }
}
