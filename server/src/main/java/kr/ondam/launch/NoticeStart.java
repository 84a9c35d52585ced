package kr.ondam.launch;

import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import kr.ondam.channel.alimtalk.Alimtalk;
import kr.ondam.conversation.Notices;

/// Builds what sends notices, over a core that runs.
final class NoticeStart {
  private NoticeStart() {}

  static Notices notices(Alimtalk alimtalk, Features features) {
    return new Notices(
        new Notices.Tools(
            features.stores().notices(),
            features.channels(),
            alimtalk,
            features.clock(),
            features.timers(),
            RandomGenerator.of("L64X128MixRandom"),
            Executors.newVirtualThreadPerTaskExecutor()));
  }
}
