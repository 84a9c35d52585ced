package kr.ondam.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kr.ondam.agent.AgentId;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationFilter;
import kr.ondam.conversation.Disposition;
import kr.ondam.conversation.DuplicateRow;
import kr.ondam.conversation.EndReason;
import kr.ondam.conversation.Ending;
import kr.ondam.conversation.ExternalId;
import kr.ondam.conversation.Fence;
import kr.ondam.conversation.FenceBroken;
import kr.ondam.conversation.LaneBatch;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.Note;
import kr.ondam.conversation.Progress;
import kr.ondam.conversation.Reference;
import kr.ondam.conversation.Stage;
import kr.ondam.customer.HistoryPosition;
import kr.ondam.customer.IdentityKey;
import org.junit.jupiter.api.Test;

/// What every store of conversations and their messages keeps.
interface ConversationContract extends StoresOfTwoTenants {
  @Test
  default void aBatchIsReadBackAsItWasWritten() {
    var customer = sample().customer(Sample.LIFE, "+821011112222");
    var conversation = sample().conversation(customer, "u1");
    stores().conversations().append(sample().opening(customer, conversation, "s/1"));
    assertThat(stores().conversations().find(Sample.LIFE, conversation.id()))
        .contains(conversation);
    assertThat(stores().customers().byPhone(Sample.LIFE, "+821011112222"))
        .containsExactly(customer);
    var view =
        stores()
            .conversations()
            .view(
                Sample.LIFE,
                List.of(new IdentityKey(Sample.KAKAO, "u1"), new IdentityKey(Sample.KAKAO, "u2")),
                List.of(new ExternalId(Sample.KAKAO, "s/1"), new ExternalId(Sample.KAKAO, "s/2")));
    assertThat(view.customers()).containsOnlyKeys(new IdentityKey(Sample.KAKAO, "u1"));
    assertThat(view.open().values()).containsExactly(conversation);
    assertThat(view.known()).containsOnlyKeys(new ExternalId(Sample.KAKAO, "s/1"));
  }

  @Test
  default void A3_theSameExternalIdIsStoredOnce() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    var again = Sample.incoming(sample().message(conversation, 2, "again"), "s/1");
    assertThatThrownBy(() -> append(conversation, List.of(again), 2))
        .isInstanceOf(DuplicateRow.class);
    assertThat(messages(conversation)).hasSize(1);
    assertThat(
            stores().conversations().find(Sample.LIFE, conversation.id()).orElseThrow().lastSeq())
        .isEqualTo(1);
  }

  @Test
  default void A7_anIdentityHasOneOpenConversation() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    var customer = stores().customers().find(Sample.LIFE, conversation.customer()).orElseThrow();
    var second = sample().conversation(customer, "u1");
    var onlyConversation = onlyConversation(sample().opening(customer, second, "s/2"));
    assertThatThrownBy(() -> stores().conversations().append(onlyConversation))
        .isInstanceOf(DuplicateRow.class);
    end(conversation, "911");
    stores().conversations().append(onlyConversation);
    assertThat(stores().conversations().latestOf(Sample.LIFE, second.identity())).contains(second);
  }

  /// Of somebody who is known already.
  private static LaneBatch onlyConversation(LaneBatch opening) {
    return new LaneBatch(
        Sample.LIFE,
        List.of(),
        List.of(),
        List.of(),
        opening.opened(),
        opening.messages(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  default void theOpenConversationIsTheLatestAlsoWhenTheClockWasSetBack() {
    var customer = sample().customer(Sample.LIFE, "+821012345678");
    var open = sample().conversation(customer, "u1");
    var ended = sample().conversation(customer, "u1");
    stores().conversations().append(sample().opening(customer, ended, "s/1"));
    end(ended, "911");
    stores().conversations().append(onlyConversation(sample().opening(customer, open, "s/2")));
    assertThat(stores().conversations().latestOf(Sample.LIFE, open.identity())).contains(open);
    end(open, "911");
    assertThat(
            stores().conversations().latestOf(Sample.LIFE, open.identity()).map(Conversation::id))
        .contains(ended.id());
  }

  @Test
  default void A9_aSeqIsGivenOnce() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    var same = Sample.incoming(sample().message(conversation, 1, "x"), "s/2");
    assertThatThrownBy(() -> append(conversation, List.of(same), 1))
        .isInstanceOf(DuplicateRow.class);
  }

  @Test
  default void R9_aBrokenFenceStoresNothing() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    var nobody = new Fence(conversation.id(), new AgentId(new UUID(1, 2)));
    var reply = Sample.incoming(sample().reply(conversation, 2, "c1"), null);
    assertThatThrownBy(() ->
            stores()
                .conversations()
                .append(
                    Sample.messages(
                        Sample.LIFE,
                        List.of(nobody),
                        List.of(reply),
                        List.of(Sample.progress(conversation, 2)))))
        .isInstanceOf(FenceBroken.class);
    assertThat(messages(conversation)).hasSize(1);
  }

  @Test
  default void S1_aRowNeverRefersToAnotherTenants() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    var foreign = sample().message(conversation, 2, "x");
    var smuggled =
        new Message(
            Sample.CARD,
            foreign.conversation(),
            2,
            foreign.id(),
            foreign.direction(),
            foreign.author(),
            foreign.at(),
            null,
            foreign.parts(),
            null,
            foreign.delivery(),
            null);
    assertThatThrownBy(() ->
            stores()
                .conversations()
                .append(
                    Sample.messages(
                        Sample.CARD,
                        List.of(),
                        List.of(Sample.incoming(smuggled, null)),
                        List.of())))
        .isInstanceOf(RuntimeException.class);
    assertThat(stores().conversations().find(Sample.CARD, conversation.id())).isEmpty();
    assertThat(stores().conversations().messages(Sample.CARD, conversation.id(), 0, 10)).isEmpty();
    assertThat(stores().conversations().list(Sample.CARD, ConversationFilter.ALL, null, 10).items())
        .isEmpty();
    assertThat(stores().customers().byPhone(Sample.CARD, "+821012345678")).isEmpty();
    assertThat(stores().conversations().classify(Sample.CARD, conversation.id(), "911")).isFalse();
  }

  @Test
  default void pagesGoFromTheNewestToTheOldestWithoutHoles() {
    List<Conversation> all = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      all.add(sample().open(Sample.LIFE, "u" + i, "s/" + i));
    }
    var first = stores().conversations().list(Sample.LIFE, ConversationFilter.ALL, null, 4);
    var second =
        stores().conversations().list(Sample.LIFE, ConversationFilter.ALL, first.next(), 4);
    assertThat(second.next()).isNull();
    List<Conversation> seen = new ArrayList<>(first.items());
    seen.addAll(second.items());
    assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
    var queued = new ConversationFilter(Set.of(Stage.ACTIVE), null, null, null);
    assertThat(stores().conversations().list(Sample.LIFE, queued, null, 4).items()).isEmpty();
  }

  @Test
  default void historyIsOfAllAskedCustomersNewestFirst() {
    var first = sample().open(Sample.LIFE, "u1", "s/1");
    var second = sample().open(Sample.LIFE, "u2", "s/2");
    assertThat(
            stores()
                .conversations()
                .history(Sample.LIFE, List.of(first.customer(), second.customer()), null, 10))
        .containsExactly(second, first);
    assertThat(stores().conversations().history(Sample.LIFE, List.of(), null, 10)).isEmpty();
    // Both were opened in the same microsecond, so that only the id tells them apart.
    var position = new HistoryPosition(second.openedAt(), second.id().value());
    assertThat(
            stores()
                .conversations()
                .history(Sample.LIFE, List.of(first.customer(), second.customer()), position, 10))
        .containsExactly(first);
  }

  @Test
  default void aBatchThatBreaksAtItsLastRowChangesNothing() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    var letter = Sample.letter(Sample.LIFE, new UUID(7, 1));
    stores().conversations().addDeadLetter(letter);
    var batch =
        new LaneBatch(
            Sample.LIFE,
            List.of(sample().customer(Sample.LIFE, "+821055556666")),
            List.of(),
            List.of(),
            List.of(),
            List.of(Sample.incoming(sample().message(conversation, 2, "x"), "s/2")),
            List.of(Sample.progress(conversation, 2)),
            List.of(new Ending(conversation.id(), Sample.NOW, EndReason.AGENT, null)),
            List.of(),
            List.of(),
            List.of(),
            List.of(letter),
            List.of());
    assertThatThrownBy(() -> stores().conversations().append(batch))
        .isInstanceOf(DuplicateRow.class);
    assertThat(stores().conversations().find(Sample.LIFE, conversation.id()))
        .contains(conversation);
    assertThat(messages(conversation)).hasSize(1);
    assertThat(stores().customers().byPhone(Sample.LIFE, "+821055556666")).isEmpty();
    assertThat(stores().conversations().messageCount(Sample.LIFE, Sample.KAKAO)).isEqualTo(1);
    append(
        conversation, List.of(Sample.incoming(sample().message(conversation, 2, "x"), "s/2")), 2);
    assertThat(stores().conversations().messageCount(Sample.LIFE, Sample.KAKAO)).isEqualTo(2);
  }

  @Test
  default void progressKeepsTheKeysItDoesNotName() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    var later = Sample.NOW.plusSeconds(9);
    var moved =
        new Progress(conversation.id(), 5, later, later, 4, 3, "302", null, Map.of("extra", "늦게"));
    stores()
        .conversations()
        .append(Sample.messages(Sample.LIFE, List.of(), List.of(), List.of(moved)));
    var found = stores().conversations().find(Sample.LIFE, conversation.id()).orElseThrow();
    assertThat(found.threadKey()).isEqualTo("302");
    assertThat(found.routingKey()).isEqualTo("busan");
    assertThat(found.attributes()).isEqualTo(Map.of("extra", "늦게"));
    var on = new Progress(conversation.id(), 6, later, later, 4, 3, null, "seoul", null);
    stores()
        .conversations()
        .append(Sample.messages(Sample.LIFE, List.of(), List.of(), List.of(on)));
    assertThat(stores().conversations().find(Sample.LIFE, conversation.id()).orElseThrow())
        .extracting(Conversation::routingKey, Conversation::attributes)
        .containsExactly("seoul", Map.of("extra", "늦게"));
    assertThat(List.of(found.lastSeq(), found.lastInboundSeq(), found.lastOutboundSeq()))
        .containsExactly(5L, 4L, 3L);
    assertThat(found.lastMessageAt()).isEqualTo(later);
  }

  @Test
  default void aClientIdIsUniqueInItsConversationOnly() {
    var first = sample().open(Sample.LIFE, "u1", "s/1");
    var second = sample().open(Sample.LIFE, "u2", "s/2");
    append(first, List.of(Sample.incoming(sample().reply(first, 2, "c1"), null)), 2);
    append(second, List.of(Sample.incoming(sample().reply(second, 2, "c1"), null)), 2);
    var again = List.of(Sample.incoming(sample().reply(first, 3, "c1"), null));
    assertThatThrownBy(() -> append(first, again, 3)).isInstanceOf(DuplicateRow.class);
    assertThat(stores().conversations().byClientId(Sample.CARD, first.id(), "c1")).isEmpty();
  }

  @Test
  default void theNewestWaitingReferenceOfAnIdentityIsSeenUntilItIsUsed() {
    var identity = new IdentityKey(Sample.KAKAO, "u1");
    var older =
        new Reference(
            identity, "301", "claims", Map.of("extra", "\u0001".repeat(4096)), Sample.NOW);
    var newer = new Reference(identity, "302", null, Map.of(), Sample.NOW.plusSeconds(1));
    refer(List.of(newer, older), List.of());
    assertThat(references(identity)).containsExactly(newer);
    var replaced = new Reference(identity, "302", "loans", Map.of(), Sample.NOW.plusSeconds(2));
    refer(List.of(replaced), List.of());
    assertThat(references(identity)).containsExactly(replaced);
    refer(List.of(), List.of(replaced));
    assertThat(references(identity)).containsExactly(older);
    refer(List.of(), List.of(older, replaced));
    assertThat(references(identity)).isEmpty();
  }

  @Test
  default void referencesWhoseMessageNeverCameGoTheOldestFirst() {
    var identity = new IdentityKey(Sample.KAKAO, "u1");
    for (int i = 0; i < 4; i++) {
      refer(
          List.of(new Reference(identity, "30" + i, "k" + i, Map.of(), Sample.NOW.plusSeconds(i))),
          List.of());
    }
    var store = stores().conversations();
    var before = Sample.NOW.plusSeconds(3);
    assertThat(store.removeReferences(Sample.CARD, before, 10)).isZero();
    assertThat(store.removeReferences(Sample.LIFE, before, 2)).isEqualTo(2);
    assertThat(store.removeReferences(Sample.LIFE, before, 2)).isEqualTo(1);
    assertThat(store.removeReferences(Sample.LIFE, before, 2)).isZero();
    assertThat(references(identity)).extracting(Reference::threadKey).containsExactly("303");
  }

  private void refer(List<Reference> waiting, List<Reference> used) {
    stores()
        .conversations()
        .append(
            new LaneBatch(
                Sample.LIFE,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                waiting,
                used,
                List.of(),
                List.of()));
  }

  private List<Reference> references(IdentityKey identity) {
    var view = stores().conversations().view(Sample.LIFE, List.of(identity), List.of());
    var foreign = stores().conversations().view(Sample.CARD, List.of(identity), List.of());
    assertThat(foreign.references()).isEmpty();
    return List.copyOf(view.references().values());
  }

  @Test
  default void notesStayInTheOrderTheyWereWritten() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    var kim = stores().agents().byLogin("kim-life").orElseThrow().id();
    var first = new Note(Sample.LIFE, new UUID(9, 2), conversation.id(), kim, "먼저", Sample.NOW);
    var second =
        new Note(
            Sample.LIFE, new UUID(9, 1), conversation.id(), kim, "다음", Sample.NOW.plusSeconds(1));
    stores()
        .conversations()
        .append(
            new LaneBatch(
                Sample.LIFE,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(second, first)));
    assertThat(stores().conversations().notes(Sample.LIFE, conversation.id()))
        .containsExactly(first, second);
    assertThat(stores().conversations().notes(Sample.CARD, conversation.id())).isEmpty();
  }

  @Test
  default void onlyAnEndedConversationIsClassifiedAndOnlyWithAResultCodeOfItsTenant() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    assertThat(stores().conversations().classify(Sample.LIFE, conversation.id(), "911")).isFalse();
    append(conversation, List.of(), 1);
    stores()
        .conversations()
        .append(
            Sample.ending(
                Sample.LIFE, new Ending(conversation.id(), Sample.NOW, EndReason.CUSTOMER, null)));
    stores().conversations().save(new Disposition(Sample.CARD, "500", "카드", null, true));
    assertThatThrownBy(
            () -> stores().conversations().classify(Sample.LIFE, conversation.id(), "500"))
        .isInstanceOf(RuntimeException.class);
    assertThat(stores().conversations().classify(Sample.LIFE, conversation.id(), "911")).isTrue();
    end(conversation, "000");
    var found = stores().conversations().find(Sample.LIFE, conversation.id()).orElseThrow();
    assertThat(found.disposition()).as("the first end counts").isEqualTo("911");
    assertThat(found.endReason()).isEqualTo(EndReason.CUSTOMER);
    assertThat(stores().conversations().dispositions(Sample.LIFE)).hasSize(1);
  }
}
