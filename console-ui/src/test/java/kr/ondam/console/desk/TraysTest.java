package kr.ondam.console.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.Part;
import kr.ondam.conversation.AttachmentId;
import kr.ondam.conversation.AttachmentKind;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Upload;
import kr.ondam.customer.IdentityKey;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.Test;

final class TraysTest {
  private static final ConversationId HERE = new ConversationId(new UUID(1, 1));

  private final Trays trays = new Trays();
  private final Upload first = upload(1);
  private final Upload second = upload(2);

  private static Upload upload(long id) {
    return upload(id, AttachmentKind.FILE, id + ".pdf", "application/pdf");
  }

  private static Upload upload(long id, AttachmentKind kind, String name, String mime) {
    return new Upload(
        new TenantId("life"),
        new AttachmentId(new UUID(0, id)),
        new IdentityKey(new ChannelAccountId("web"), "v"),
        true,
        kind,
        name,
        mime,
        10,
        "0".repeat(64),
        false,
        0,
        0,
        Instant.EPOCH);
  }

  private Trays.Named all() {
    return Trays.Named.of(first.id() + "\n" + second.id(), "예\n아니요");
  }

  private void fill() {
    trays.of(HERE).files.addAll(List.of(first, second));
    trays.of(HERE).answers.addAll(List.of("예", "아니요"));
  }

  @Test
  void UI01_C2_whatOneReplyTookGoesWithNoOther() {
    fill();
    var load = trays.take(HERE, all());
    assertThat(load.with("보냅니다")).hasSize(4).contains(new Part.Text("보냅니다"));
    assertThat(trays.take(HERE, all()).with("")).isEmpty();
    assertThat(trays.ready(HERE).with("")).isEmpty();
  }

  @Test
  void aFilmAndASoundGoAsWhatTheyAre() {
    var film = upload(3, AttachmentKind.VIDEO, "안내.mp4", "video/mp4");
    var sound = upload(4, AttachmentKind.AUDIO, "녹음.m4a", "audio/mp4");
    var other = upload(5, AttachmentKind.VIDEO, "녹화.mov", "video/quicktime");
    trays.of(HERE).files.addAll(List.of(film, sound, other));
    assertThat(trays.ready(HERE).with(""))
        .containsExactly(
            new Part.Video(null, "안내.mp4", new UUID(0, 3)),
            new Part.Audio(null, "녹음.m4a", new UUID(0, 4)),
            new Part.File(null, "녹화.mov", new UUID(0, 5)));
  }

  @Test
  void whatARefusedReplyTookLiesReadyAgainBeforeWhatCameLater() {
    fill();
    trays.of(HERE).answers.remove("아니요");
    var load = trays.take(HERE, Trays.Named.of(first.id().toString(), "예"));
    trays.of(HERE).answers.add("나중에");
    trays.giveBack(HERE, load);
    assertThat(trays.of(HERE).files).containsExactly(first, second);
    assertThat(trays.of(HERE).answers).containsExactly("예", "나중에");
  }

  @Test
  void aPageNamesOnlyWhatThisDeskOffers() {
    assertThat(Trays.Named.of("", "").files()).isEmpty();
    assertThatThrownBy(() -> Trays.Named.of("x", "")).hasMessageContaining("x");
    assertThatThrownBy(() -> Trays.Named.of("", "가".repeat(99)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
