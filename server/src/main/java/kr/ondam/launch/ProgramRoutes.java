package kr.ondam.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import kr.ondam.gateway.ApiAccess;
import kr.ondam.gateway.ApiRoutes;
import kr.ondam.gateway.AttachmentRoutes;
import kr.ondam.gateway.BotRoutes;
import kr.ondam.gateway.ConversationRoutes;
import kr.ondam.gateway.CustomerRoutes;
import kr.ondam.gateway.DecisionRoutes;
import kr.ondam.gateway.EventRoutes;
import kr.ondam.gateway.NoticeRoutes;
import kr.ondam.gateway.OpenApi;
import kr.ondam.gateway.ProblemRoutes;
import kr.ondam.gateway.Reach;
import kr.ondam.gateway.Route;
import kr.ondam.gateway.TokenBuckets;

/// What the gateway serves to programs: bots, and whatever does what a counsellor does.
final class ProgramRoutes {
  private ProgramRoutes() {}

  /// Where bots post what they say later.
  static List<Route> bots(Features features) {
    var bots = features.bots();
    return new BotRoutes(
            bots.directory(), bots.posts(), bots.inbox(), System::nanoTime, features.meters())
        .routes();
  }

  /// The REST interface.
  static List<Route> api(ServerConfig config, Features features) {
    var stores = features.stores();
    var buckets = new TokenBuckets(config.gateway().apiCallsPerSecond(), System::nanoTime);
    var access = new ApiAccess(features.apiKeys(), buckets);
    var reach = new Reach(stores.conversations(), features.borrowed(), features.audit());
    List<Route> routes = new ArrayList<>(OpenApi.routes());
    routes.addAll(
        new ApiRoutes(
                access, stores.tenants(), stores.agents(), stores.routing(), features.partitions())
            .routes());
    routes.addAll(
        new ConversationRoutes(
                access,
                stores.conversations(),
                stores.bots(),
                stores.routing(),
                stores.tenants(),
                reach,
                stores.agents(),
                features.replies(),
                features.partitions(),
                (c, parts) -> features.carriage().losses(c, parts, features.uploads()))
            .routes());
    routes.addAll(
        new AttachmentRoutes(
                access,
                stores.conversations(),
                reach,
                features.attachments(),
                features.uploads(),
                features.missingFiles(),
                features.audit())
            .routes());
    routes.addAll(
        new DecisionRoutes(
                access,
                stores.conversations(),
                stores.routing(),
                stores.agents(),
                features.partitions(),
                features.zone())
            .routes());
    routes.addAll(
        new CustomerRoutes(
                access,
                stores.customers(),
                features.history(),
                features.ids(),
                features.clock(),
                features.zone())
            .routes());
    routes.addAll(
        new NoticeRoutes(
                access,
                stores.customers(),
                stores.channels(),
                stores.notices(),
                features.notices()::send,
                features.ids(),
                features.clock())
            .routes());
    routes.addAll(
        new ProblemRoutes(
                access,
                features.problems(),
                stores.problems(),
                features.notices(),
                features.audit())
            .routes());
    routes.addAll(
        new EventRoutes(
                access,
                features.bus(),
                features.timers(),
                Executors.newVirtualThreadPerTaskExecutor())
            .routes());
    return routes;
  }
}
