package kr.ondam.conversation;

import static kr.ondam.conversation.Desk.KAKAO;
import static kr.ondam.conversation.Desk.LIFE;
import static kr.ondam.conversation.Desk.WEB;
import static kr.ondam.conversation.Desk.spoken;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.Role;
import kr.ondam.agent.User;
import kr.ondam.agent.UserId;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Part;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RepliesTest {
  private static final AgentId KIM = new AgentId(new UUID(0, 1));
  private static final AgentId LEE = new AgentId(new UUID(0, 2));

  private final Desk desk = new Desk();

  @AfterEach
  void close() {
    desk.close();
  }

  private ConversationId active(ChannelAccountId account) {
    var id = desk.stored(spoken(account, "u", "1", "hi", null, null)).conversation();
    desk.assign(id, Stage.ACTIVE, KIM);
    return id;
  }

  private ReplyResult say(TenantId tenant, ConversationId id, AgentId agent, String text) {
    return Desk.join(
        desk.replies.send(new Reply(tenant, id, agent, List.of(new Part.Text(text)), "c-" + text)));
  }

  @Test
  void BT61_aFileThatIsNotOfThisCustomerIsRefusedAndAKnownOneIsSentAsItIsKnown() {
    var id = active(KAKAO);
    var file = new UUID(7, 7);
    List<Part> asked = List.of(new Part.File(null, "x", file));
    var reply = new Reply(LIFE, id, KIM, asked, "f");
    assertThat(Desk.join(desk.replies.send(reply)))
        .isEqualTo(new ReplyResult.Refused("unknown_file"));
    desk.files.know(new Part.Image(null, "영수증.jpg", file));
    assertThat(Desk.join(desk.replies.send(reply)))
        .isInstanceOfSatisfying(
            ReplyResult.Stored.class,
            stored ->
                assertThat(stored.message().parts())
                    .containsExactly(new Part.Image(null, "영수증.jpg", file)));
  }

  @Test
  void C2_theSameClientIdTwiceIsOneMessageAndOneOutboundRow() {
    var id = active(KAKAO);
    var first = say(LIFE, id, KIM, "hello");
    assertThat(first)
        .isInstanceOfSatisfying(
            ReplyResult.Stored.class,
            s -> {
              assertThat(s.message().delivery()).isEqualTo(Delivery.QUEUED);
              assertThat(say(LIFE, id, KIM, "hello"))
                  .isEqualTo(new ReplyResult.Repeated(s.message()));
            });
    assertThat(desk.handedOver).isEqualTo(desk.store.waitingOutbounds()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"KAKAO", "114", "15881234", "0801234567", "'; drop", ""})
  void SM34_SM68_whoTakesNoTextMessagesIsNotWrittenTo(String sender) {
    var id = desk.stored(spoken(Desk.SMS, sender, "1", "hi", null, null)).conversation();
    desk.assign(id, Stage.ACTIVE, KIM);
    assertThat(say(LIFE, id, KIM, "네")).isEqualTo(new ReplyResult.Refused("no_number"));
    assertThat(desk.store.waitingOutbounds()).isEmpty();
    var other = desk.stored(spoken(Desk.SMS, "01012345678", "2", "hi", null, null)).conversation();
    desk.assign(other, Stage.ACTIVE, KIM);
    assertThat(say(LIFE, other, KIM, "네")).isInstanceOf(ReplyResult.Stored.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+14155550100", "14155550100", "0014155550100"})
  void SM68_aNumberAbroadIsWrittenToOnlyByAnAccountThatMay(String number) {
    var id = desk.stored(spoken(Desk.SMS, number, "1", "hi", null, null)).conversation();
    desk.assign(id, Stage.ACTIVE, KIM);
    assertThat(say(LIFE, id, KIM, "네")).isEqualTo(new ReplyResult.Refused("number_abroad"));
    assertThat(Desk.join(desk.replies.tell(LIFE, id, "conversation.long_wait", Map.of(), "w")))
        .isEqualTo(new ReplyResult.Refused("number_abroad"));
    assertThat(desk.store.waitingOutbounds()).isEmpty();
    desk.set(Desk.SMS, ChannelKind.SMS_HTTP, Map.of("abroad", "true"));
    assertThat(say(LIFE, id, KIM, "네")).isInstanceOf(ReplyResult.Stored.class);
    desk.set(Desk.SMS, ChannelKind.SMS_HTTP, Map.of("abroad", "false"));
    assertThat(say(LIFE, id, KIM, "네")).as("C2").isInstanceOf(ReplyResult.Repeated.class);
  }

  @Test
  void KK64_afterThirtySilentDaysTheCustomerHasToSpeakFirst() {
    var id = active(KAKAO);
    var web = active(WEB);
    desk.time.advance(ReplyWindow.SESSION.minusSeconds(1));
    assertThat(say(LIFE, id, KIM, "아직")).isInstanceOf(ReplyResult.Stored.class);
    desk.time.advance(Duration.ofSeconds(1));
    var over = new ReplyResult.Refused("session_over");
    assertThat(say(LIFE, id, KIM, "늦었다")).isEqualTo(over);
    assertThat(Desk.join(desk.replies.tell(LIFE, id, "conversation.long_wait", Map.of(), "w")))
        .isEqualTo(over);
    assertThat(say(LIFE, web, KIM, "웹은 언제나")).isInstanceOf(ReplyResult.Stored.class);
    var conversation = desk.store.find(LIFE, id).orElseThrow();
    desk.stored(Desk.spoken(conversation.externalUser(), "s/again", "저 왔어요"));
    assertThat(say(LIFE, id, KIM, "어서 오세요")).isInstanceOf(ReplyResult.Stored.class);
  }

  @Test
  void R9_whoIsNoLongerTheAssigneeWritesNothing() {
    var id = active(KAKAO);
    desk.assign(id, Stage.ACTIVE, LEE);
    assertThat(say(LIFE, id, KIM, "hello")).isEqualTo(new ReplyResult.NotAssignee(LEE));
    assertThat(desk.messages()).hasSize(1);
  }

  @Test
  void aWebChatMessageIsSentAtOnceWithoutARow() {
    var id = active(WEB);
    assertThat(say(LIFE, id, KIM, "hello"))
        .isInstanceOfSatisfying(
            ReplyResult.Stored.class,
            s -> assertThat(s.message().delivery()).isEqualTo(Delivery.SENT));
    assertThat(desk.store.waitingOutbounds()).isEmpty();
  }

  @Test
  void aForeignConversationIsNotFoundAndBadContentRefused() {
    var id = active(KAKAO);
    assertThat(say(new TenantId("other"), id, KIM, "x")).isEqualTo(new ReplyResult.NotFound());
    assertThat(say(LIFE, id, KIM, " ")).isEqualTo(new ReplyResult.Refused("empty"));
    assertThat(say(LIFE, id, KIM, "\u200b \u3164"))
        .as("nothing visible")
        .isEqualTo(new ReplyResult.Refused("empty"));
    assertThat(say(LIFE, id, KIM, "\u0007")).isInstanceOf(ReplyResult.Refused.class);
    var longText = new Reply(LIFE, id, KIM, List.of(new Part.Text("x".repeat(4001))), "c");
    assertThat(Desk.join(desk.replies.send(longText)))
        .isEqualTo(new ReplyResult.Refused("too_long"));
  }

  @Test
  void UI06_S3_aReplyWithSomethingToHideIsRefusedAndNotStored() {
    var id = active(KAKAO);
    for (var text : List.of("900101-1234567", "카드 4111 1111 1111 1111", "비번은 qwer1234!")) {
      assertThat(say(LIFE, id, KIM, text)).isEqualTo(new ReplyResult.Refused("must_be_masked"));
    }
    assertThat(desk.messages()).hasSize(1);
    assertThat(say(LIFE, id, KIM, "입금 계좌 110-123-456789")).isInstanceOf(ReplyResult.Stored.class);
  }

  @Test
  void S3_notesAreMaskedBeforeTheyAreStored() {
    var id = active(KAKAO);
    var author = new UserId(new UUID(0, 1));
    var kim = new User(author, LIFE, "kim", "김상담", Set.of(Role.AGENT), null, 1, Map.of(), true);
    desk.memory.stores().agents().save(kim);
    assertThat(
            Desk.join(desk.replies.note(LIFE, id, author, "주민 900101-1234567, 계좌 110-123-456789")))
        .isEqualTo(new ReplyResult.Done());
    assertThat(desk.store.notes(LIFE, id))
        .extracting(Note::text)
        .containsExactly("주민 900101-*******, 계좌 ***-***-**6789");
  }

  @Test
  void C2_whatFailedIsSentAgainOnceHoweverOftenItIsAskedFor() {
    var id = active(KAKAO);
    say(LIFE, id, KIM, "hello");
    assertThat(Desk.join(desk.replies.resend(LIFE, id, KIM, 2)))
        .isEqualTo(new ReplyResult.Refused("not_failed"));
    desk.store.settle(desk.store.waitingOutbounds().getFirst(), Delivery.FAILED, "HTTP 503");
    assertThat(Desk.join(desk.replies.resend(LIFE, id, KIM, 2)))
        .isInstanceOfSatisfying(
            ReplyResult.Stored.class,
            stored -> {
              assertThat(stored.message().resendOf()).isEqualTo(2);
              assertThat(stored.message().seq()).isEqualTo(3);
              assertThat(stored.message().id()).isNotEqualTo(desk.messages().get(1).id());
              assertThat(Desk.join(desk.replies.resend(LIFE, id, KIM, 2)))
                  .isEqualTo(new ReplyResult.Repeated(stored.message()));
            });
    assertThat(desk.store.waitingOutbounds()).hasSize(1);
    assertThat(desk.messages().get(1).delivery()).isEqualTo(Delivery.FAILED);
  }

  @Test
  void onlyTheAssigneeSendsAgainAndOnlyReplies() {
    var id = active(KAKAO);
    say(LIFE, id, KIM, "hello");
    desk.store.settle(desk.store.waitingOutbounds().getFirst(), Delivery.UNKNOWN, "timeout");
    for (long seq : new long[] {-1, 0, 9, Long.MAX_VALUE}) {
      assertThat(Desk.join(desk.replies.resend(LIFE, id, KIM, seq)))
          .isEqualTo(new ReplyResult.NotFound());
    }
    assertThat(Desk.join(desk.replies.resend(LIFE, id, KIM, 1)))
        .isEqualTo(new ReplyResult.Refused("not_failed"));
    assertThat(Desk.join(desk.replies.resend(new TenantId("other"), id, KIM, 2)))
        .isEqualTo(new ReplyResult.NotFound());
    assertThat(Desk.join(desk.replies.resend(LIFE, id, LEE, 2)))
        .isEqualTo(new ReplyResult.NotAssignee(KIM));
    Desk.join(desk.replies.close(LIFE, id, KIM, null));
    assertThat(Desk.join(desk.replies.resend(LIFE, id, KIM, 2))).isEqualTo(new ReplyResult.Over());
    assertThat(desk.messages()).extracting(Message::resendOf).containsOnly(0L);
  }

  @Test
  void aSystemLineIsWrittenOncePerClientIdAlsoAfterTheEnd() {
    var id = active(KAKAO);
    Desk.join(desk.replies.close(LIFE, id, KIM, null));
    for (int i = 0; i < 2; i++) {
      Desk.join(desk.replies.systemLine(LIFE, id, "conversation.assigned", Map.of(), "late"));
    }
    assertThat(desk.messages()).extracting(Message::seq).containsExactly(1L, 2L, 3L);
  }

  @Test
  void closingEndsOnceAndWrapUpIsClassified() {
    desk.store.save(new Disposition(LIFE, "111", "배송지연", null, true));
    desk.store.save(new Disposition(LIFE, "112", "폐지", null, false));
    var id = active(KAKAO);
    assertThat(Desk.join(desk.replies.close(LIFE, id, KIM, "112")))
        .isEqualTo(new ReplyResult.Refused("unknown_disposition"));
    assertThat(Desk.join(desk.replies.close(LIFE, id, KIM, null)))
        .isEqualTo(new ReplyResult.Done());
    desk.assign(id, Stage.WRAP_UP, KIM);
    assertThat(say(LIFE, id, KIM, "late")).isEqualTo(new ReplyResult.Over());
    assertThat(Desk.join(desk.replies.close(LIFE, id, KIM, "111")))
        .isEqualTo(new ReplyResult.Done());
    desk.close();
    assertThat(desk.facts)
        .filteredOn(ConversationFact.ConversationEnded.class::isInstance)
        .extracting("disposition")
        .containsExactly(null, "111");
  }

  @Test
  void whereThereAreNoDispositionsNothingIsLeftToClassify() {
    var first = active(KAKAO);
    assertThat(Desk.join(desk.replies.closeUnclassified(LIFE, first, KIM)))
        .isEqualTo(new ReplyResult.Done());
    var second = active(WEB);
    assertThat(Desk.join(desk.replies.close(LIFE, second, KIM, null)))
        .isEqualTo(new ReplyResult.Done());
    desk.assign(second, Stage.WRAP_UP, KIM);
    assertThat(Desk.join(desk.replies.closeUnclassified(LIFE, second, KIM)))
        .isEqualTo(new ReplyResult.Done());
    desk.store.save(new Disposition(LIFE, "111", "배송지연", null, false));
    assertThat(Desk.join(desk.replies.closeUnclassified(LIFE, second, LEE)))
        .isEqualTo(new ReplyResult.NotAssignee(KIM));
    desk.store.save(new Disposition(LIFE, "112", "주문", null, true));
    assertThat(Desk.join(desk.replies.closeUnclassified(LIFE, second, KIM)))
        .isEqualTo(new ReplyResult.Refused("disposition_required"));
    desk.close();
    assertThat(desk.facts)
        .filteredOn(ConversationFact.ConversationEnded.class::isInstance)
        .extracting("settled")
        .containsExactlyInAnyOrder(true, false, true);
  }

  @Test
  void O2_anAgentsKeyNeverTakesThatOfAnotherLine() {
    var id = active(KAKAO);
    var reply = new Reply(LIFE, id, KIM, List.of(new Part.Text("hi")), "conversation.closed");
    assertThat(Desk.join(desk.replies.send(reply))).isInstanceOf(ReplyResult.Stored.class);
    assertThat(Desk.join(desk.replies.close(LIFE, id, KIM, null)))
        .isEqualTo(new ReplyResult.Done());
    assertThat(desk.messages()).hasSize(3);
  }
}
