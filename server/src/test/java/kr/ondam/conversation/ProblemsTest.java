package kr.ondam.conversation;

import static kr.ondam.conversation.Desk.LIFE;
import static kr.ondam.conversation.Desk.spoken;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import kr.ondam.agent.AgentId;
import kr.ondam.channel.Capabilities;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Claim;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.Parsed;
import kr.ondam.channel.Part;
import kr.ondam.channel.alimtalk.Alimtalk;
import kr.ondam.channel.kakao.KakaoCounsel;
import kr.ondam.customer.CustomerId;
import kr.ondam.gateway.InboundMasking;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProblemsTest {
  private static final AgentId KIM = new AgentId(new UUID(0, 1));
  private static final TenantId CARD = new TenantId("card");

  private final Desk desk = new Desk();
  private final FakeChannel channel = new FakeChannel();
  private final ProblemStore store = desk.memory.stores().problems();
  private final FakeChannel dealer = new FakeChannel();
  private final Notices notices =
      new Notices(
          new Notices.Tools(
              desk.memory.stores().notices(),
              desk.memory.stores().channels(),
              desk.memory.stores().customers(),
              desk.bus,
              desk.time,
              desk.time,
              RandomGenerator.of("L64X128MixRandom"),
              Runnable::run,
              desk.meters));
  private final Choices choices =
      new Choices(
          desk.store,
          new Carriage(
              desk.memory.stores().channels(), Map.of(ChannelKind.KAKAO_COUNSEL, channel)));
  private final Problems problems =
      new Problems(
          store,
          desk.store,
          desk.memory.stores().channels(),
          Map.of(ChannelKind.KAKAO_COUNSEL, channel),
          desk.intake,
          desk.replies,
          new Reports(desk.memory.stores().sentCalls(), desk.bus, desk.time),
          notices,
          inbound -> choices.understand(InboundMasking.mask(inbound)));

  @AfterEach
  void close() {
    desk.close();
  }

  private DeliveryProblem failed() {
    var id = desk.stored(spoken("u", "1", "hi")).conversation();
    desk.assign(id, Stage.ACTIVE, KIM);
    Desk.join(desk.replies.send(new Reply(LIFE, id, KIM, List.of(new Part.Text("네")), "c")));
    var row = desk.store.waitingOutbounds().getFirst();
    desk.store.settle(row, Delivery.FAILED, "-203 blocked");
    return store.problems(LIFE, null, 9).getFirst();
  }

  @Test
  void aFailedMessageIsSentAgainOnceForItsAssigneeAndIsNoProblemAnyMore() {
    var failed = failed();
    assertThat(Desk.join(problems.resend(CARD, failed.id()))).isEqualTo(new ReplyResult.NotFound());
    var again = Desk.join(problems.resend(LIFE, failed.id()));
    assertThat(again)
        .isInstanceOfSatisfying(
            ReplyResult.Stored.class,
            stored -> assertThat(stored.message().resendOf()).isEqualTo(failed.message().seq()));
    assertThat(store.problems(LIFE, null, 9)).isEmpty();
    assertThat(Desk.join(problems.resend(LIFE, failed.id()))).isEqualTo(new ReplyResult.NotFound());
    assertThat(desk.store.waitingOutbounds()).hasSize(1);
  }

  @Test
  void whatNobodyHoldsOrIsOverIsNotSentAgain() {
    var failed = failed();
    Desk.join(desk.replies.end(LIFE, failed.conversation().id(), EndReason.SESSION_GONE));
    assertThat(Desk.join(problems.resend(LIFE, failed.id()))).isEqualTo(new ReplyResult.Over());
    assertThat(problems.dismiss(CARD, failed.id())).isFalse();
    assertThat(problems.dismiss(LIFE, failed.id())).isTrue();
    assertThat(store.open(LIFE)).isZero();
  }

  private UUID letter() {
    var letter =
        new DeadLetter(
            LIFE, new UUID(7, 1), Desk.KAKAO, "missing_user_key", "message", "{}", Desk.NOW);
    desk.store.addDeadLetter(letter);
    return letter.id();
  }

  @Test
  void A12_aLetterThatIsUnderstoodNowBecomesItsMessageAndIsGone() {
    var id = letter();
    channel.parsed = new Parsed.Understood(List.of(spoken("u", "1", "카드 4111-1111-1111-1111")));
    assertThat(Desk.join(problems.replay(CARD, id))).isEqualTo(new ReplayResult.NotFound());
    assertThat(Desk.join(problems.replay(LIFE, id))).isEqualTo(new ReplayResult.Done(1, 0));
    assertThat(desk.letters()).isEmpty();
    assertThat(desk.messages()).hasSize(1);
    assertThat(desk.messages().getFirst().parts().toString())
        .as("masked like what comes in")
        .doesNotContain("4111-1111-1111-1111");
  }

  @Test
  void A3_whatTheProviderSentAgainMeanwhileIsNotDoubled() {
    var id = letter();
    desk.stored(spoken("u", "1", "hi"));
    channel.parsed = new Parsed.Understood(List.of(spoken("u", "1", "hi"), spoken("u", "2", "네")));
    assertThat(Desk.join(problems.replay(LIFE, id))).isEqualTo(new ReplayResult.Done(1, 1));
    assertThat(desk.messages()).hasSize(2);
    assertThat(desk.letters()).isEmpty();
  }

  @Test
  void whatIsStillUnreadableStays() {
    var id = letter();
    channel.parsed = new Parsed.Unreadable("missing_user_key");
    assertThat(Desk.join(problems.replay(LIFE, id)))
        .isEqualTo(new ReplayResult.StillUnreadable("missing_user_key"));
    channel.parsed = new Parsed.Reported(List.of(), "missing_reference");
    assertThat(Desk.join(problems.replay(LIFE, id)))
        .isEqualTo(new ReplayResult.StillUnreadable("missing_reference"));
    assertThat(desk.letters()).hasSize(1);
    assertThat(problems.discard(CARD, id)).isFalse();
    assertThat(problems.discard(LIFE, id)).isTrue();
    assertThat(problems.discard(LIFE, id)).isFalse();
  }

  @Test
  void aStoreThatIsAwayLosesNoLetter() {
    var id = letter();
    channel.parsed = new Parsed.Understood(List.of(spoken("u", "1", "hi")));
    desk.memory.down(true);
    assertThat(Desk.join(problems.replay(LIFE, id))).isEqualTo(new ReplayResult.Unavailable());
    desk.memory.down(false);
    assertThat(Desk.join(problems.replay(LIFE, id))).isInstanceOf(ReplayResult.Done.class);
  }

  @Test
  void A12_whatCouldNotBeStoredIsStoredLaterWithAllThatWasKnownOfIt() {
    desk.memory.beforeAppend(batch -> {
      if (batch.messages().toString().contains("독")) {
        throw new IllegalStateException("poison");
      }
    });
    var said =
        new Inbound.Spoken(
            LIFE,
            Desk.WEB,
            ChannelKind.WEB_CHAT,
            "u",
            "id/1",
            true,
            "thread",
            "client",
            List.of(new Part.Text("독\n둘째 줄")),
            Desk.NOW.minusSeconds(5),
            new Claim("홍길동", "010-1234-5678"),
            Map.of("extra", "busan"),
            "{\"raw\":1}",
            Desk.NOW);
    assertThat(Desk.join(desk.intake.accept(said))).isEqualTo(new Receipt.SetAside("poison"));
    var letter = desk.letters().getFirst();
    assertThat(letter.tail()).isEqualTo(DeadLetter.SAID);
    assertThat(Desk.join(problems.replay(LIFE, letter.id())))
        .isEqualTo(new ReplayResult.StillUnreadable("poison"));
    assertThat(desk.letters()).containsExactly(letter);
    desk.memory.beforeAppend(_ -> {});
    var again = desk.letters().getFirst();
    assertThat(Letters.read(Desk.account(Desk.WEB, ChannelKind.WEB_CHAT), again.raw()))
        .contains(said);
    assertThat(Desk.join(problems.replay(LIFE, again.id()))).isEqualTo(new ReplayResult.Done(1, 0));
    assertThat(desk.letters()).isEmpty();
    assertThat(desk.messages()).singleElement().extracting(Message::parts).isEqualTo(said.parts());
    assertThat(desk.conversations().getFirst().threadKey()).isEqualTo("thread");
    assertThat(Desk.join(desk.intake.accept(said))).isInstanceOf(Receipt.Duplicate.class);
  }

  @Test
  void A6_anotherContentUnderTheSameIdStaysOnTheList() {
    desk.stored(spoken("u", "1", "처음"));
    Desk.join(desk.intake.accept(spoken("u", "1", "다른 말")));
    var letter = desk.letters().getFirst();
    assertThat(letter.reason()).isEqualTo("conflict");
    assertThat(Desk.join(problems.replay(LIFE, letter.id())))
        .isEqualTo(new ReplayResult.StillUnreadable("conflict"));
    assertThat(desk.letters()).containsExactly(letter);
    assertThat(letter.raw()).contains("다른 말");
    assertThat(desk.messages()).hasSize(1);
  }

  @Test
  void A6_aLetterOfWhichOneMessageContradictsStaysAndDoublesNothing() {
    var id = letter();
    desk.stored(spoken("u", "1", "처음"));
    channel.parsed =
        new Parsed.Understood(List.of(spoken("u", "1", "다른 말"), spoken("u", "2", "네")));
    for (int i = 0; i < 2; i++) {
      assertThat(Desk.join(problems.replay(LIFE, id)))
          .isEqualTo(new ReplayResult.StillUnreadable("conflict"));
      assertThat(desk.letters()).singleElement().extracting(DeadLetter::id).isEqualTo(id);
      assertThat(desk.messages()).hasSize(2);
    }
  }

  @Test
  void A12_aBrokenOrForgedLetterIsNoMessage() {
    var account = Desk.account(Desk.KAKAO, ChannelKind.KAKAO_COUNSEL);
    for (var raw :
        List.of(
            "",
            "u\n[Text[text=hi]]",
            "{}",
            "[]",
            "{\"user\":\"u\",\"id\":\"1\",\"parts\":[]}",
            "{\"user\":\"u\",\"id\":\"1\",\"parts\":[{\"k\":\"x\"}],\"at\":\"2026-11-26T09:00:00Z\"}",
            "{\"user\":\"u\",\"id\":\"1\",\"parts\":[{\"k\":\"text\",\"text\":\"a\"}],\"at\":\"x\"}")) {
      assertThat(Letters.read(account, raw)).as(raw).isEmpty();
    }
  }

  private UUID letter(String tail) {
    var letter =
        new DeadLetter(LIFE, new UUID(7, 2), Desk.KAKAO, "missing_code", tail, "{}", Desk.NOW);
    desk.store.addDeadLetter(letter);
    return letter.id();
  }

  @ParameterizedTest
  @ValueSource(strings = {DeadLetter.NOTICE, "key-kakao"})
  void A12_whatADealerToldOfANoticeIsReadByTheDealersAdapter(String tail) {
    var id = letter(tail);
    assertThat(Desk.join(problems.replay(LIFE, id))).isEqualTo(new ReplayResult.NoChannel());
    notices.start(dealer);
    var author = desk.stored(spoken("u", "1", "hi")).author().id();
    var notice =
        Notice.fresh(
            LIFE,
            new UUID(0, 5),
            new CustomerId(UUID.fromString(author)),
            Desk.KAKAO,
            "+821012345678",
            "CS_01",
            Map.of(),
            Desk.NOW);
    dealer.outcomes.add(new Outcome.Ok("r/1"));
    notices.send(notice);
    desk.time.advance(Duration.ofSeconds(1));
    dealer.parsed =
        new Parsed.Reported(
            List.of(
                new DeliveryReport(
                    LIFE,
                    Desk.KAKAO,
                    List.of("r/1"),
                    null,
                    DeliveryReport.State.DELIVERED,
                    "",
                    Desk.NOW)));
    assertThat(Desk.join(problems.replay(LIFE, id))).isEqualTo(new ReplayResult.Done(0, 0));
    assertThat(desk.memory.stores().notices().find(LIFE, notice.id()).map(Notice::delivery))
        .contains(Delivery.DELIVERED);
  }

  @Test
  void A12_aReportForAnAccountThatSendsNoNoticesAnyMoreStays() {
    var id = letter(DeadLetter.NOTICE);
    notices.start(new Alimtalk(Optional::of, KakaoCounsel.client()));
    assertThat(Desk.join(problems.replay(LIFE, id))).isEqualTo(new ReplayResult.NoChannel());
    assertThat(desk.letters()).hasSize(1);
  }

  @Test
  void S1_aKeyThatWasKeptAsAPathIsNotShown() {
    for (var tail : List.of("message", "dlr", DeadLetter.NOTICE, "")) {
      assertThat(path(tail)).isEqualTo(tail);
    }
    assertThat(path("k_life_skill_0001")).isEmpty();
  }

  private static String path(String tail) {
    return new DeadLetter(LIFE, new UUID(7, 3), Desk.KAKAO, "type", tail, "{}", Desk.NOW).path();
  }

  @Test
  void aNumberInALetterIsTheChoiceItStandsFor() {
    var opened = desk.stored(spoken("u", "1", "hi")).conversation();
    desk.assign(opened, Stage.ACTIVE, KIM);
    channel.can = Capabilities.of(ChannelKind.SMS_HTTP);
    var asked =
        new Part.QuickReplies(
            List.of(
                new Part.Button("배송", Part.ButtonAction.REPLY, "shipping"),
                new Part.Button("반품", Part.ButtonAction.REPLY, "return")));
    Desk.join(
        desk.replies.send(
            new Reply(LIFE, opened, KIM, List.of(new Part.Text("무엇을 도와드릴까요?"), asked), "c")));
    desk.store.settle(desk.store.waitingOutbounds().getFirst(), Delivery.SENT, null);
    channel.parsed = new Parsed.Understood(List.of(spoken("u", "2", "2")));
    assertThat(Desk.join(problems.replay(LIFE, letter()))).isEqualTo(new ReplayResult.Done(1, 0));
    assertThat(Choices.chosen(desk.messages().getLast().parts())).contains("return");
  }
}
