package kr.ondam.conversation;

import static kr.ondam.conversation.Desk.KAKAO;
import static kr.ondam.conversation.Desk.LIFE;
import static kr.ondam.conversation.Desk.WEB;
import static kr.ondam.conversation.Desk.spoken;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import kr.ondam.agent.AgentId;
import kr.ondam.channel.Capabilities;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Part;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChoicesTest {
  private static final AgentId KIM = new AgentId(new UUID(0, 1));
  private static final Part.QuickReplies ASKED =
      new Part.QuickReplies(
          List.of(
              new Part.Button("예", Part.ButtonAction.REPLY, "yes"),
              new Part.Button("안내", Part.ButtonAction.LINK, "https://hanbit.example"),
              new Part.Button("아니요", Part.ButtonAction.REPLY, "no")));

  private final Desk desk = new Desk();
  private final FakeChannel channel = new FakeChannel();
  private final Choices choices =
      new Choices(
          desk.store,
          new Carriage(
              desk.memory.stores().channels(), Map.of(ChannelKind.KAKAO_COUNSEL, channel)));
  private ConversationId id = new ConversationId(new UUID(0, 0));

  @BeforeEach
  void ask() {
    channel.can = Capabilities.text(Capabilities.Measure.CHARACTERS, 1000);
    id = desk.stored(spoken(KAKAO, "u", "1", "hi", null, null)).conversation();
    desk.assign(id, Stage.ACTIVE, KIM);
    say("q", new Part.Text("맞나요?"), ASKED);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private void say(String key, Part... parts) {
    wait(key, parts);
    settle(Delivery.SENT);
  }

  private void settle(Delivery delivery) {
    desk.store.waitingOutbounds().forEach(row -> desk.store.settle(row, delivery, null));
  }

  private void wait(String key, Part... parts) {
    Desk.join(desk.replies.send(new Reply(LIFE, id, KIM, List.of(parts), key)));
  }

  private List<Part> understood(String text) {
    return choices.understand(spoken(KAKAO, "u", "9", text, null, null))
            instanceof Inbound.Spoken spoken
        ? spoken.parts()
        : List.of();
  }

  private static Part chosen(String label, String value) {
    return new Part.FormReply(List.of(new Part.Answer(Choices.NAME, label, value)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", " 2 ", "2번", "2)", "２"})
  void aNumberStandsForItsChoice(String text) {
    assertThat(understood(text)).containsExactly(new Part.Text(text), chosen("아니요", "no"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "0", "22", "2개", "2026", "예"})
  void anythingElseStandsForNothing(String text) {
    assertThat(understood(text)).containsExactly(new Part.Text(text));
  }

  @Test
  void A6_aRepeatedAnswerIsUnderstoodInTheSameWay() {
    var first = choices.understand(spoken(KAKAO, "u", "9", "1", null, null));
    desk.stored((Inbound.Spoken) first);
    assertThat(understood("1")).containsExactly(new Part.Text("1"), chosen("예", "yes"));
    assertThat(understood("2")).as("another answer, after the first").hasSize(1);
  }

  @Test
  void aNumberStandsForNothingWhereChoicesWentOutAsButtons() {
    channel.can = Capabilities.of(ChannelKind.KAKAO_COUNSEL);
    assertThat(understood("1")).hasSize(1);
  }

  @Test
  void whatHasNotGoneOutIsNotWhatIsAnswered() {
    wait("next", new Part.Text("감사합니다"));
    assertThat(understood("1")).as("it waits").hasSize(2);
    settle(Delivery.FAILED);
    assertThat(understood("1")).as("it failed").hasSize(2);
  }

  @Test
  void A6_whatComesAgainAfterTheNextMessageIsNoConflict() {
    var first = choices.understand(spoken(KAKAO, "u", "9", "1", null, null));
    desk.stored(first);
    say("next", new Part.Text("감사합니다"));
    var again = choices.understand(spoken(KAKAO, "u", "9", "1", null, null));
    assertThat(again).isNotEqualTo(first);
    assertThat(desk.hear(again))
        .isInstanceOfSatisfying(
            Receipt.Duplicate.class, duplicate -> assertThat(duplicate.conflict()).isFalse());
    assertThat(desk.letters()).isEmpty();
  }

  @Test
  void aNumberAfterAnotherMessageStandsForNothing() {
    say("next", new Part.Text("감사합니다"));
    assertThat(understood("1")).hasSize(1);
    var web = spoken(WEB, "u", "9", "1", null, null);
    assertThat(choices.understand(web)).isSameAs(web);
  }
}
