package kr.ondam.channel.sms.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Listener;
import kr.ondam.channel.Part;
import kr.ondam.channel.sms.smpp.Ear;
import kr.ondam.tenant.StoreUnavailable;
import org.junit.jupiter.api.Test;

/// Asking U+ Message Hub for what customers wrote and what became of ours.
final class HttpPollTest extends MsghubPolling {
  @Test
  void whatACustomerWroteComesIn() {
    hub.writes(mo("k1", "안녕하세요"));
    follow(account());
    var heard = ear.spoken().getFirst();
    assertThat(heard.parts()).containsExactly(new Part.Text("안녕하세요"));
    assertThat(heard.externalUser()).isEqualTo("01012345678");
    assertThat(heard.externalId()).isEqualTo("k1");
    assertThat(heard.weakId()).isFalse();
    assertThat(heard.attributes()).isEqualTo(Map.of("number", "15881234"));
    assertThat(heard.providerTime()).isEqualTo(Instant.parse("2026-11-26T23:59:30Z"));
    assertThat(heard.receivedAt()).isEqualTo(NOW);
    assertThat(store.all()).isEmpty();
  }

  @Test
  void itIsAskedAgainAtOnceWhileThereIsSomethingAndElseEveryTenSeconds() {
    hub.writes(mo("k1", "가"));
    follow(account());
    time.advance(HttpPoll.SOON);
    assertThat(hub.asked(MO)).isEqualTo(2);
    time.advance(TEN.minusMillis(1));
    assertThat(hub.asked(MO)).isEqualTo(2);
    time.advance(Duration.ofMillis(1));
    assertThat(hub.asked(MO)).isEqualTo(3);
    assertThat(hub.mostUnderway()).as("one question at a time").isEqualTo(1);
    assertThat(hub.asked("/auth")).as("with one token").isEqualTo(1);
  }

  @Test
  void aClockThatIsSetBackKeepsNoFeedFromBeingAsked() {
    follow(account());
    long asked = hub.asked(MO);
    time.set(NOW.minus(Duration.ofHours(1)));
    time.advance(TEN);
    assertThat(hub.asked(MO)).isEqualTo(asked + 1);
    time.set(NOW.minus(Duration.ofHours(2)));
    time.advance(TEN);
    assertThat(hub.asked(MO)).isEqualTo(asked + 2);
  }

  @Test
  void SM72_theSameMessagePolledTwiceIsOneMessageAlsoWithoutAnId() {
    var nameless = mo("", "네").replace("\"moKey\":\"\",", "");
    hub.writes(mo("k1", "안녕"), nameless, nameless);
    follow(account());
    hub.writes(mo("k1", "안녕"), nameless);
    time.advance(TEN);
    assertThat(ear.texts()).as("twice in one answer is twice").containsExactly("안녕", "네", "네");
    assertThat(ear.spoken().get(1).weakId()).isTrue();
    assertThat(ear.spoken().get(1).externalId()).startsWith("weak:").hasSizeLessThan(160);
  }

  @Test
  void SM37_anItemThatCannotBeUnderstoodIsKeptAndTheRestGoesOn() {
    hub.writes(
        mo("k1", "가"),
        mo("k2", "나").replace("15881234", "15889999"),
        mo("k3", "다").replace("01012345678", ""),
        "\"no object\"",
        mo("k4", "라"));
    follow(account());
    assertThat(ear.texts()).containsExactly("가", "라");
    assertThat(ear.letters()).containsExactly("foreign_number", "missing_from", "missing_from");
    assertThat(store.all()).isEmpty();
  }

  @Test
  void SM74_picturesWithoutATextComeAsPictures() {
    var picture =
        """
        {"moKey":"k1","moNumber":"15881234","moType":"MMSMO","moCallback":"01012345678","productCode":"MMSMO",
         "moTitle":"제목없음","moMsg":null,"telco":"KT","contentCnt":2,"contentInfoLst":[
          {"contentName":"a.jpg","contentSize":"94254","contentExt":"jpg","contentUrl":"https://c.example/a.jpg"},
          {"contentName":"b.smil","contentSize":120,"contentExt":"smil","contentUrl":"https://c.example/b.smil"}],
         "moRecvDt":"2026-11-27T08:59:30"}\
        """;
    hub.writes(picture);
    follow(account());
    assertThat(ear.spoken().getFirst().parts())
        .containsExactly(
            new Part.Image("https://c.example/a.jpg", null),
            new Part.File("https://c.example/b.smil", "b.smil"));
  }

  @Test
  void nothingThatIsGivenOnceIsLostWhenTheProcessEndsBeforeItIsTakenOver() {
    ear.answers(Listener.Heard.UNAVAILABLE);
    hub.writes(mo("k1", "가 900101-1234567"), mo("k2", "나"));
    follow(account());
    assertThat(store.all()).hasSize(1);
    assertThat(store.all().getFirst().body())
        .contains("900101-*******")
        .doesNotContain("1234567\"");
    polls.close();

    var after = new Ear();
    polls(after).follow(LIFE, List.of(account()));
    time.advance(Duration.ZERO);
    assertThat(after.texts()).containsExactly("가 900101-*******", "나");
    assertThat(store.all()).isEmpty();
  }

  @Test
  void SM76_whatCannotBeStoredNowWaitsAndNothingMoreIsAskedFor() {
    hub.writes(mo("k1", "가"), mo("k2", "나"));
    store.down(true);
    follow(account());
    assertThat(hub.asked(MO)).as("not before the store can be read").isZero();
    store.down(false);
    ear.answers(Listener.Heard.BUSY);
    time.advance(Duration.ofSeconds(5));
    assertThat(hub.asked(MO)).isEqualTo(1);
    assertThat(ear.texts()).isEmpty();
    ear.answers(Listener.Heard.KEPT);
    time.advance(HttpPoll.LATER);
    assertThat(ear.texts()).containsExactly("가", "나");
    time.advance(HttpPoll.SOON);
    assertThat(hub.asked(MO)).isEqualTo(2);
  }

  @Test
  void anAnswerIsNotLostWhenTheStoreGoesAwayAfterIt() {
    follow(account());
    hub.writes(mo("k1", "가"));
    store.down(true);
    time.advance(TEN);
    assertThat(ear.texts()).as("not before it is kept").isEmpty();
    store.down(false);
    time.advance(HttpPoll.LATER);
    assertThat(ear.texts()).containsExactly("가");
  }

  @Test
  void SM52_reportsAreAcknowledgedAfterTheyWereTaken() {
    hub.reports("r1", report("abc-0", "10000"), report("abd-0", "30126"));
    ear.answers(Listener.Heard.UNAVAILABLE);
    follow(account());
    assertThat(hub.asked(REPORT)).isEqualTo(1);
    assertThat(hub.left()).isEqualTo(1);
    ear.answers(Listener.Heard.KEPT);
    time.advance(HttpPoll.LATER);
    assertThat(hub.left()).isZero();
    var delivered = ear.reports().get(ear.reports().size() - 2);
    assertThat(delivered.state()).isEqualTo(DeliveryReport.State.DELIVERED);
    assertThat(delivered.references())
        .as("also a call that was never answered")
        .containsExactly("abc-0", "serial:abc-0");
    assertThat(ear.reports().getLast().state()).isEqualTo(DeliveryReport.State.FAILED);
    assertThat(ear.reports().getLast().detail()).isEqualTo("30126 전원 꺼짐");
    assertThat(store.all()).as("the provider keeps them").isEmpty();
    var told = hub.calls().getLast();
    assertThat(told.method() + " " + told.path()).isEqualTo("POST /msg/v1.2/report/result");
    assertThat(told.body()).isEqualTo("{\"rptKeyLst\":[\"r1\"]}");
  }

  @Test
  void SM54_SM56_aReportThatCannotBeReadIsKeptAndOneThatComesAgainIsHarmless() {
    hub.reports("r1", report("", "10000"), report("abc-0", "10000"));
    follow(account());
    assertThat(ear.letters()).containsExactly("missing_reference");
    assertThat(ear.reports()).hasSize(1);
    assertThat(hub.left()).isZero();
  }

  @Test
  void aFailureOfTheProviderIsWaitedOutLongerEachTime() {
    for (int i = 0; i < 40; i++) {
      hub.next(i % 2 == 0 ? 500 : 0, "");
    }
    follow(account());
    long first = hub.calls().size();
    time.advance(Duration.ofMinutes(10));
    long asked = hub.calls().size() - first;
    // Each of at most 24 questions is two calls where the JDK makes a broken GET again.
    assertThat(asked).as("of both feeds in ten minutes").isBetween(15L, 50L);
    time.advance(Duration.ofMinutes(30));
    hub.writes(mo("k1", "가"));
    time.advance(HttpPoll.MOST);
    assertThat(ear.texts()).containsExactly("가");
  }

  @Test
  void whatIsNoAnswerAndWhatIsRefusedIsNoMessage() {
    hub.next(200, "{\"code\":\"29012\",\"message\":\"서버 에러\"}");
    hub.next(204, "");
    follow(account());
    time.advance(HttpPoll.MOST);
    assertThat(ear.letters()).isEmpty();
    for (int i = 0; i < 8; i++) {
      hub.next(200, "<html>점검 중");
    }
    time.advance(Duration.ofMinutes(3));
    assertThat(ear.letters()).as("once for each feed").containsExactly("bad_json", "bad_json");
    time.advance(Duration.ofMinutes(20));
    hub.writes(mo("k1", "가"));
    time.advance(HttpPoll.MOST);
    assertThat(ear.texts()).containsExactly("가");
  }

  @Test
  void aTokenThatIsRefusedIsAskedForAgain() {
    follow(account());
    hub.forget();
    hub.writes(mo("k1", "가"));
    time.advance(HttpPoll.MOST);
    assertThat(ear.texts()).containsExactly("가");
    assertThat(hub.asked("/auth")).isEqualTo(2);
  }

  @Test
  void anAccountThatIsSwitchedOffOrChangedIsNoLongerPolledOrWithTheNewSettings() {
    follow(account());
    follow(account());
    assertThat(hub.asked(MO)).as("the same account is left alone").isEqualTo(1);
    follow(account("number", "15889999"));
    hub.writes(mo("k1", "가").replace("15881234", "15889999"));
    time.advance(TEN);
    assertThat(ear.texts()).containsExactly("가");
    follow();
    long asked = hub.calls().size();
    time.advance(Duration.ofMinutes(5));
    assertThat(hub.calls()).hasSize((int) asked);
  }

  @Test
  void anAccountThatChangesWhileItIsPolledHasOnePollAtATime() {
    delayed = true;
    follow(account());
    follow(account("number", "15889999"));
    assertThat(tasks).hasSize(2);
    tasks.forEach(Runnable::run);
    assertThat(hub.asked(MO)).as("the old one had not begun").isEqualTo(1);
  }

  @Test
  void accountsOfProvidersThatCallAreNotPolled() {
    follow(HttpAccounts.of("nhn-v3", hub.uri()), HttpAccounts.of("kannel", hub.uri()));
    time.advance(Duration.ofMinutes(1));
    assertThat(hub.calls()).isEmpty();
  }

  @Test
  void whatBreaksWhenItIsTakenIsKeptAsideAndTheRestGoesOn() {
    var fragile =
        new Through(ear) {
          boolean down = true;

          @Override
          public CompletionStage<Heard> heard(Inbound inbound) {
            if (((Inbound.Spoken) inbound).externalId().equals("k1")) {
              throw new IllegalStateException("broken");
            }
            if (down) {
              down = false;
              throw new StoreUnavailable("down", new IllegalStateException("down"));
            }
            return super.heard(inbound);
          }
        };
    hub.writes(mo("k1", "가"), mo("k2", "나"));
    polls(fragile).follow(LIFE, List.of(account()));
    time.advance(HttpPoll.LATER);
    assertThat(ear.letters()).containsExactly("failed");
    assertThat(ear.texts()).containsExactly("나");
  }
}
