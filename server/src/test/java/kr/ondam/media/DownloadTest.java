package kr.ondam.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.conversation.Attachment;
import kr.ondam.conversation.AttachmentId;
import kr.ondam.conversation.AttachmentKind;
import kr.ondam.conversation.AttachmentState;
import kr.ondam.conversation.ConversationId;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.Test;

final class DownloadTest {
  private static final Copy COPY = new Copy.OnDisk(Path.of("a"), 1);

  private static final FileTypes TYPES = new FileTypes();

  private static Attachment named(String name, String mime, boolean thumbnail) {
    return new Attachment(
        new TenantId("life"),
        new AttachmentId(new UUID(0, 1)),
        new ConversationId(new UUID(0, 2)),
        3,
        0,
        new ChannelAccountId("kakao"),
        AttachmentKind.FILE,
        name,
        "",
        AttachmentState.READY,
        null,
        mime,
        1,
        "",
        thumbnail,
        0,
        Instant.EPOCH,
        Instant.EPOCH);
  }

  @Test
  void S8_whatCustomersSentNeverRuns() {
    var headers = Download.of(named("a.html", "text/html", false), COPY, TYPES).headers();
    assertThat(headers)
        .containsEntry("content-type", "application/octet-stream")
        .containsEntry("x-content-type-options", "nosniff")
        .containsEntry("content-security-policy", "default-src 'none'; sandbox");
    assertThat(headers.get("content-disposition")).startsWith("attachment;");
    assertThat(Download.of(named("", "image/png", true), COPY, TYPES).headers())
        .containsEntry("content-type", "image/png");
  }

  @Test
  void UI38_namesAreWrittenAsRfc6266Says() {
    assertThat(Download.disposition("견적 \"1\".pdf"))
        .isEqualTo(
            "attachment; filename=\"__ _1_.pdf\"; filename*=UTF-8''%EA%B2%AC%EC%A0%81%20%221%22.pdf");
    assertThat(Download.disposition("a\r\nX: y")).doesNotContain("\r", "\n");
    assertThat(Download.name(named("", "application/pdf", false), TYPES)).isEqualTo("file-3-1.pdf");
  }
}
