package kr.ondam.routing;

import kr.ondam.conversation.bot.Bots;
import kr.ondam.event.EventBus;
import kr.ondam.event.Published;
import kr.ondam.event.Subscription;

/// Tells the bots' side where routing has put conversations: back to their bot, to an agent, or
/// into a queue.
public final class BotNews implements AutoCloseable {
  private final Bots bots;
  private final Subscription subscription;

  public BotNews(EventBus bus, Bots bots) {
    this.bots = bots;
    subscription = bus.subscribeEverywhere(this::on);
  }

  private void on(Published published) {
    if (published.fact() instanceof RoutingFact.StageChanged changed) {
      bots.moved(changed.tenant(), changed.conversation(), changed.stage());
    }
  }

  @Override
  public void close() {
    subscription.close();
  }
}
