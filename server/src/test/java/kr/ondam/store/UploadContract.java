package kr.ondam.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import kr.ondam.agent.AgentId;
import kr.ondam.channel.Part;
import kr.ondam.conversation.AttachmentId;
import kr.ondam.conversation.AttachmentKind;
import kr.ondam.conversation.Author;
import kr.ondam.conversation.AuthorKind;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.Delivery;
import kr.ondam.conversation.Direction;
import kr.ondam.conversation.Incoming;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.MessageId;
import kr.ondam.conversation.Upload;
import kr.ondam.customer.IdentityKey;
import org.junit.jupiter.api.Test;

/// What every store of files that wait for their message keeps.
interface UploadContract extends StoresOfTwoTenants {
  private static Upload upload(Conversation c, int id, Duration age) {
    return new Upload(
        c.tenant(),
        new AttachmentId(new UUID(0x0192_0000_0000_7000L, id)),
        c.identity(),
        true,
        AttachmentKind.IMAGE,
        "영수증.jpg",
        "image/jpeg",
        123,
        "a".repeat(64),
        true,
        640,
        480,
        Sample.NOW.minus(age));
  }

  @Test
  default void A8_aFileBecomesTheAttachmentOfTheFirstMessageThatCarriesIt() {
    var c = sample().open(Sample.LIFE, "u1", "s/1");
    var upload = upload(c, 31, Duration.ZERO);
    stores().uploads().add(upload);
    assertThat(stores().uploads().find(Sample.LIFE, upload.id())).contains(upload);
    assertThat(stores().uploads().find(Sample.CARD, upload.id())).isEmpty();
    carry(c, upload, 2);
    carry(c, upload, 3);
    assertThat(stores().uploads().find(Sample.LIFE, upload.id())).isEmpty();
    assertThat(stores().attachments().of(Sample.LIFE, c.id()))
        .containsExactly(upload.attached(c.id(), 2, 1, Sample.NOW));
  }

  @Test
  default void A8_aCarouselCarriesAFileWithEachCard() {
    var c = sample().open(Sample.LIFE, "u1", "s/1");
    var first = upload(c, 51, Duration.ZERO);
    var second = upload(c, 52, Duration.ZERO);
    stores().uploads().add(first);
    stores().uploads().add(second);
    var cards =
        List.of(
            new Part.Card(picture(first), "하나", "", List.of()),
            new Part.Card(picture(second), "둘", "", List.of()));
    carry(c, List.of(new Part.Carousel(cards)), 2);
    assertThat(stores().attachments().of(Sample.LIFE, c.id()))
        .containsExactlyInAnyOrder(
            first.attached(c.id(), 2, 0, Sample.NOW), second.attached(c.id(), 2, 0, Sample.NOW));
  }

  @Test
  default void waitingFilesAreFoundByTheirOwnerAndByTheirAge() {
    var c = sample().open(Sample.LIFE, "u1", "s/1");
    var old = upload(c, 41, Duration.ofHours(30));
    var fresh = upload(c, 42, Duration.ZERO);
    stores().uploads().add(fresh);
    stores().uploads().add(old);
    var store = stores().uploads();
    assertThat(store.waiting(Sample.LIFE, c.identity(), true)).containsExactly(old, fresh);
    assertThat(store.bytes(Sample.LIFE)).isEqualTo(246);
    assertThat(store.bytes(Sample.CARD)).isZero();
    assertThat(store.waiting(Sample.LIFE, c.identity(), false)).isEmpty();
    var other = new IdentityKey(c.account(), "u2");
    assertThat(store.waiting(Sample.LIFE, other, true)).isEmpty();
    var before = Sample.NOW.minus(Duration.ofHours(24));
    assertThat(store.before(Sample.LIFE, true, before, 9)).containsExactly(old);
    assertThat(store.before(Sample.LIFE, false, before, 9)).isEmpty();
    assertThat(store.before(Sample.CARD, true, before, 9)).isEmpty();
    assertThat(store.remove(Sample.LIFE, old.id())).isTrue();
    assertThat(store.remove(Sample.LIFE, old.id())).isFalse();
    assertThat(store.waiting(Sample.LIFE, c.identity(), true)).containsExactly(fresh);
  }

  @Test
  default void aWaitingFileGetsAnotherDateInItsTenantOnly() {
    var c = sample().open(Sample.LIFE, "u1", "s/1");
    var upload = upload(c, 61, Duration.ZERO);
    var store = stores().uploads();
    store.add(upload);
    var earlier = Sample.NOW.minus(Duration.ofHours(23));
    assertThat(store.date(Sample.CARD, upload.id(), earlier)).isFalse();
    assertThat(store.find(Sample.LIFE, upload.id())).contains(upload);
    assertThat(store.date(Sample.LIFE, upload.id(), earlier)).isTrue();
    assertThat(store.find(Sample.LIFE, upload.id())).contains(upload.dated(earlier));
    carry(c, upload, 2);
    assertThat(store.date(Sample.LIFE, upload.id(), Sample.NOW)).as("it is sent").isFalse();
  }

  private static Part.Image picture(Upload upload) {
    return new Part.Image(null, upload.name(), upload.id().value());
  }

  private void carry(Conversation c, Upload upload, long seq) {
    carry(c, List.of(new Part.Text("보냅니다"), picture(upload)), seq);
  }

  private void carry(Conversation c, List<Part> parts, long seq) {
    var message =
        new Message(
            c.tenant(),
            c.id(),
            seq,
            new MessageId(sample().id()),
            Direction.OUT,
            new Author(AuthorKind.AGENT, new AgentId(new UUID(0, 1)).toString()),
            Sample.NOW,
            null,
            parts,
            "a:" + seq,
            Delivery.QUEUED,
            null);
    append(c, List.of(new Incoming(message, null, null)), seq);
  }
}
