package kr.ondam.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import kr.ondam.channel.ChannelAdapter;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.channel.alimtalk.Alimtalk;
import kr.ondam.channel.kakao.skill.KakaoSkill;
import kr.ondam.channel.sms.http.HttpSms;
import kr.ondam.conversation.DeadLetter;
import kr.ondam.gateway.Intrusions;
import kr.ondam.gateway.Route;
import kr.ondam.gateway.TokenBuckets;
import kr.ondam.gateway.WebhookHandler;

/// Everything providers call us at.
record Webhooks(
    ChannelAdapter kakao,
    ChannelAdapter skill,
    ChannelAdapter sms,
    ChannelAdapter alimtalk,
    Intrusions intrusions) {
  private static final int CALLS_PER_SECOND = 20_000;

  List<Route> routes(Features features) {
    List<Route> routes = new ArrayList<>();
    Consumer<DeliveryReport> reports = features.reports()::accept;
    routes.addAll(
        handler(kakao, features, reports)
            .routes("/ch/kakao", List.of("message", "reference", "expired_session")));
    routes.addAll(handler(skill, features, reports).route(KakaoSkill.PREFIX, ""));
    routes.addAll(handler(sms, features, reports).openRoutes(HttpSms.PREFIX, List.of("mo", "dlr")));
    routes.addAll(
        handler(alimtalk, features, features.notices()::reported)
            .route(Alimtalk.PREFIX, DeadLetter.NOTICE));
    return routes;
  }

  private WebhookHandler handler(
      ChannelAdapter adapter, Features features, Consumer<DeliveryReport> reports) {
    var handler =
        new WebhookHandler(
            adapter,
            features.channels(),
            features.conversations()::addDeadLetter,
            inbound -> features.intake().accept(features.choices().understand(inbound)),
            reports,
            intrusions,
            new TokenBuckets(CALLS_PER_SECOND, System::nanoTime),
            features.clock(),
            features.timers(),
            System::nanoTime,
            features.meters());
    features.provisioning().tell(handler::forget);
    return handler;
  }
}
