package kr.ondam.channel.sms.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Listener;
import kr.ondam.channel.sms.smpp.Ear;
import kr.ondam.tenant.StoreUnavailable;
import org.junit.jupiter.api.Test;

/// Nothing is lost that U+ Message Hub gives only once, whatever it looks like and whatever fails.
final class HttpPollLossTest extends MsghubPolling {
  @Test
  void anAnswerThatWasStoredButNotSaidToBeIsTakenOverOnce() {
    follow(account());
    hub.writes(mo("k1", "가"));
    store.silent();
    time.advance(TEN.plus(HttpPoll.LATER));
    assertThat(ear.texts()).containsExactly("가");
    assertThat(store.all()).isEmpty();
  }

  @Test
  void anErrorDoesNotEndThePolling() {
    hub.writes(mo("k1", "가"));
    var once = new AtomicBoolean(true);
    var broken =
        new Through(ear) {
          @Override
          public CompletionStage<Heard> heard(Inbound inbound) {
            if (once.getAndSet(false)) {
              throw new StackOverflowError();
            }
            return super.heard(inbound);
          }
        };
    polls(broken).follow(LIFE, List.of(account()));
    time.advance(TEN);
    assertThat(ear.texts()).containsExactly("가");
  }

  @Test
  void theTitleOfATextStandsBeforeItAndIsStoredMasked() {
    ear.answers(Listener.Heard.BUSY);
    var titled = mo("k1", "본문").replace("null,\"moMsg\"", "\"제목 900101-1234567\",\"moMsg\"");
    hub.writes(titled, titled.replace("k1", "k2").replace("\"본문\"", "null"));
    hub.writes(titled.replace("k1", "k3").replace("제목 900101-1234567", " 제목없음 "));
    follow(account());
    assertThat(store.all().getFirst().body()).doesNotContain("900101-1234567");
    ear.answers(Listener.Heard.KEPT);
    time.advance(HttpPoll.LATER);
    assertThat(ear.texts()).containsExactly("제목 900101-*******\n본문", "제목 900101-*******", "본문");
  }

  @Test
  void SM37_anItemThatIsNoGoodJsonIsKeptAsItStandsAndTheRestGoesOn() {
    var doubled = mo("k2", "나").replace("{", "{\"moKey\":\"k9\",");
    var half = mo("k3", "반쪽 \\ud83d 900101-1234567");
    ear.answers(Listener.Heard.BUSY);
    hub.writes(mo("k1", "가"), doubled, half, mo("k4", "라 \\ud83d\\ude00"));
    follow(account());
    assertThat(store.all().getFirst().body()).doesNotContain("900101-1234567");
    polls.close();

    var after = new Ear();
    polls(after).follow(LIFE, List.of(account()));
    time.advance(Duration.ZERO);
    assertThat(after.texts()).containsExactly("가", "라 😀");
    assertThat(after.letters()).containsExactly("duplicate_key", "lone_surrogate");
    assertThat(after.raws())
        .containsExactly(doubled, half.replace("900101-1234567", "900101-*******"));
    assertThat(store.all()).isEmpty();
  }

  @Test
  void SM54_aReportThatIsNoGoodJsonDoesNotHoldUpItsBatch() {
    hub.reports("r1", report("abc-0", "10000"), report("abd-0", "\\ud83d"));
    follow(account());
    assertThat(ear.reports()).hasSize(1);
    assertThat(ear.letters()).containsExactly("lone_surrogate");
    assertThat(hub.left()).isZero();
  }

  @Test
  void anAnswerThatCannotBeReadIsKeptWhole() {
    var whole = "{\"code\":\"10000\",\"data\":{\"moLst\":[" + mo("k1", "가😀".repeat(100_000));
    hub.next(200, whole);
    follow(account());
    assertThat(String.join("", ear.raws())).isEqualTo(whole);
    assertThat(ear.letters()).containsOnly("bad_json").hasSizeGreaterThan(1);
    assertThat(store.all()).isEmpty();
  }

  @Test
  void anAnswerLargerThanARowIsKeptInSeveral() {
    ear.answers(Listener.Heard.BUSY);
    var long1 = "가".repeat(60_000);
    for (int i = 0; i < 30; i++) {
      hub.writes(mo("k" + i, long1 + i));
    }
    hub.writes(mo("huge", "나".repeat(700_000)));
    follow(account());
    assertThat(store.all()).hasSizeGreaterThan(2).allMatch(row -> row.body().length() <= 1_000_000);
    ear.answers(Listener.Heard.KEPT);
    time.advance(HttpPoll.LATER);
    assertThat(ear.spoken()).hasSize(30);
    assertThat(String.join("", ear.raws())).contains("나".repeat(700_000));
    assertThat(store.all()).isEmpty();
  }

  @Test
  void whatIsOnlyInMemoryIsStoredBeforeThePollingEnds() {
    follow(account());
    hub.writes(mo("k1", "가"));
    store.down(true);
    time.advance(TEN);
    follow();
    time.advance(HttpPoll.LATER);
    assertThat(store.all()).isEmpty();
    store.down(false);
    time.advance(HttpPoll.LATER);
    assertThat(store.all()).hasSize(1);
    follow(account());
    assertThat(ear.texts()).containsExactly("가");
  }

  @Test
  void anAccountThatChangesTwiceWhileTheProviderAnswersHasOnePollAtATime() {
    hub.writes(mo("k1", "가"));
    var seen = new AtomicLong();
    var all = new AtomicReference<HttpPolls>();
    var changing =
        new Through(ear) {
          @Override
          public CompletionStage<Heard> heard(Inbound inbound) {
            all.get().follow(LIFE, List.of(account("number", "15889999")));
            all.get().follow(LIFE, List.of(account("number", "15887777")));
            time.advance(Duration.ZERO);
            seen.set(hub.asked(MO));
            return super.heard(inbound);
          }
        };
    all.set(polls(changing));
    all.get().follow(LIFE, List.of(account()));
    time.advance(Duration.ZERO);
    assertThat(seen).hasValue(1);
    hub.writes(mo("k2", "나").replace("15881234", "15887777"));
    time.advance(TEN);
    assertThat(ear.texts()).containsExactly("가", "나");
  }

  @Test
  void accountsThatCannotBeReadNowAreReadLater() {
    var down = new AtomicBoolean(true);
    polls.follow(
        LIFE,
        _ -> {
          if (down.get()) {
            throw new StoreUnavailable("down", new IllegalStateException("down"));
          }
          return List.of(account());
        });
    hub.writes(mo("k1", "가"));
    down.set(false);
    time.advance(HttpPolls.AGAIN);
    assertThat(ear.texts()).containsExactly("가");
  }
}
