package kr.ondam.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import kr.ondam.conversation.Attachment;
import kr.ondam.conversation.AttachmentId;
import kr.ondam.conversation.AttachmentKind;
import kr.ondam.conversation.AttachmentState;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ExternalId;
import kr.ondam.conversation.Incoming;
import kr.ondam.media.AttachmentStore.Account;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What every store of attachments keeps.
interface AttachmentContract extends StoresOfTwoTenants {
  @Test
  default void A8_attachmentsAreStoredWithTheirMessage() {
    var c = sample().open(Sample.LIFE, "u1", "s/1");
    var second = attachment(c, 2, 1, 12);
    var first = attachment(c, 2, 0, 11);
    store(c, 2, second, first);
    assertThat(stores().attachments().of(Sample.LIFE, c.id())).containsExactly(first, second);
    assertThat(stores().attachments().find(Sample.LIFE, first.id())).contains(first);
    assertThat(stores().conversations().messages(Sample.LIFE, c.id(), 1, 9)).hasSize(1);
  }

  @Test
  default void onePartMayHaveSeveral() {
    var c = sample().open(Sample.LIFE, "u1", "s/1");
    var first = attachment(c, 2, 1, 11);
    var second = attachment(c, 2, 1, 12);
    store(c, 2, first, second);
    assertThat(stores().attachments().of(Sample.LIFE, c.id())).containsExactly(first, second);
    assertThat(stores().attachments().settle(second.failed("gone"))).isTrue();
    assertThat(stores().attachments().of(Sample.LIFE, c.id()))
        .containsExactly(first, second.failed("gone"));
  }

  @Test
  default void anAttachmentOfAnotherTenantIsUnknown() {
    var c = sample().open(Sample.LIFE, "u1", "s/1");
    var stored = attachment(c, 2, 0, 11);
    store(c, 2, stored);
    assertThat(stores().attachments().find(Sample.CARD, stored.id())).isEmpty();
    assertThat(stores().attachments().of(Sample.CARD, c.id())).isEmpty();
  }

  @Test
  default void whatIsDueIsFoundInAllTenantsButNotOfExcludedAccounts() {
    var life = sample().open(Sample.LIFE, "u1", "s/1");
    var card = sample().open(Sample.CARD, "u1", "s/1");
    var mine = attachment(life, 2, 0, 11);
    var late = attachment(life, 2, 1, 12).again("timeout", Sample.NOW.plusSeconds(5));
    var other = attachment(card, 2, 0, 13);
    store(life, 2, mine, late);
    store(card, 2, other);
    var store = stores().attachments();
    assertThat(store.due(Sample.NOW, Set.of(), 9)).containsExactly(mine, other);
    assertThat(store.due(Sample.NOW, Set.of(), 1)).containsExactly(mine);
    assertThat(store.due(Sample.NOW, Set.of(account(Sample.LIFE)), 9)).containsExactly(other);
    assertThat(store.due(Sample.NOW.plusSeconds(5), Set.of(account(Sample.CARD)), 9))
        .containsExactly(mine, late);
  }

  @Test
  default void KK53_aClockThatWasSetBackKeepsNoFileAway() {
    var c = sample().open(Sample.LIFE, "u1", "s/1");
    var fresh = attachment(c, 2, 0, 11);
    var tried = attachment(c, 2, 1, 12).again("timeout", Sample.NOW.plusSeconds(3600));
    store(c, 2, fresh, tried);
    var store = stores().attachments();
    assertThat(store.due(Sample.NOW, Set.of(), 9)).as("its pause goes on").containsExactly(fresh);
    var hourBack = Sample.NOW.minusSeconds(3600);
    assertThat(store.due(hourBack, Set.of(), 9)).containsExactly(fresh, tried);
    assertThat(store.due(hourBack, Set.of(account(Sample.LIFE)), 9)).isEmpty();
  }

  @Test
  default void whatIsSettledStaysSettled() {
    var c = sample().open(Sample.LIFE, "u1", "s/1");
    var stored = attachment(c, 2, 0, 11);
    store(c, 2, stored);
    var store = stores().attachments();
    var again = stored.again("timeout", Sample.NOW.plusSeconds(5));
    assertThat(store.settle(again)).isTrue();
    assertThat(store.find(Sample.LIFE, stored.id())).contains(again);
    var ready = again.ready("image/jpeg", 123, "a".repeat(64), true);
    assertThat(store.settle(ready)).isTrue();
    assertThat(store.settle(ready.failed("gone"))).isFalse();
    assertThat(store.find(Sample.LIFE, stored.id())).contains(ready);
    assertThat(store.due(Sample.NOW.plusSeconds(60), Set.of(), 9)).isEmpty();
  }

  @Test
  default void KK53_onlyWhatIsMissingIsWantedAfreshAndOnlyByItsTenant() {
    var c = sample().open(Sample.LIFE, "u1", "s/1");
    var stored = attachment(c, 2, 0, 11);
    var harmful = attachment(c, 2, 1, 12);
    var blocked = attachment(c, 2, 2, 13);
    store(c, 2, stored, harmful, blocked);
    var store = stores().attachments();
    var later = Sample.NOW.plusSeconds(3600);
    assertThat(store.wantAfresh(Sample.LIFE, stored.id(), later)).as("it is on its way").isEmpty();
    store.settle(stored.failed("timeout"));
    store.settle(harmful.quarantined("malware"));
    store.settle(blocked.failed(Attachment.BLOCKED));
    assertThat(store.wantAfresh(Sample.CARD, stored.id(), later)).isEmpty();
    assertThat(store.wantAfresh(Sample.LIFE, harmful.id(), later)).isEmpty();
    assertThat(store.wantAfresh(Sample.LIFE, blocked.id(), later)).isEmpty();
    assertThat(store.due(later, Set.of(), 9)).isEmpty();
    assertThat(store.wantAfresh(Sample.LIFE, stored.id(), later)).contains(stored.afresh(later));
    assertThat(store.due(later, Set.of(), 9)).containsExactly(stored.afresh(later));
  }

  private static Account account(TenantId tenant) {
    return new Account(tenant, Sample.KAKAO);
  }

  @Test
  default void KK46_anOriginalIsKeptBesideItsMessageForItsTenantOnly() {
    var c = sample().open(Sample.LIFE, "u1", "s/1");
    store(c, 2, "{\"type\":\"XX\"}");
    store(c, 3, (String) null);
    var originals = stores().originals();
    assertThat(originals.of(Sample.LIFE, c.id(), 2)).contains("{\"type\":\"XX\"}");
    assertThat(originals.of(Sample.LIFE, c.id(), 3)).isEmpty();
    assertThat(originals.of(Sample.LIFE, c.id(), 4)).isEmpty();
    assertThat(originals.of(Sample.CARD, c.id(), 2)).isEmpty();
  }

  private void store(Conversation c, long seq, Attachment... attachments) {
    store(c, seq, null, attachments);
  }

  private void store(Conversation c, long seq, @Nullable String raw, Attachment... attachments) {
    var message = sample().message(c, seq, "사진");
    var external = new ExternalId(Sample.KAKAO, "s/" + c.id() + seq);
    var incoming = new Incoming(message, external, raw, List.of(attachments));
    stores()
        .conversations()
        .append(
            Sample.messages(
                c.tenant(), List.of(), List.of(incoming), List.of(Sample.progress(c, seq))));
  }

  private static Attachment attachment(Conversation c, long seq, int part, int id) {
    return new Attachment(
        c.tenant(),
        new AttachmentId(new UUID(0x0192_0000_0000_7000L, id)),
        c.id(),
        seq,
        part,
        Sample.KAKAO,
        AttachmentKind.FILE,
        "견적서.pdf",
        "https://talk.kakaocdn.net/a/b.pdf",
        AttachmentState.PENDING,
        null,
        null,
        0,
        null,
        false,
        0,
        Sample.NOW,
        Sample.NOW);
  }
}
