package kr.ondam.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import kr.ondam.conversation.AttachmentId;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The examples of "Signature Calculations for the Authorization Header" in the manual of Amazon
/// S3.
final class SigV4Test {
  private static final Instant DAY = Instant.parse("2013-05-24T00:00:00Z");
  private static final String HOST = "https://examplebucket.s3.amazonaws.com";
  private static final SigV4 SIGNER =
      new SigV4("us-east-1", "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

  private static final S3Bucket BUCKET =
      new S3Bucket(
          URI.create("https://s3.example.kr:9000"), "files", "r", true, "live/", "ref:a", "ref:b");

  private static String signature(String method, String path, String body, String... headers) {
    Map<String, String> given =
        headers.length == 0
            ? Map.of()
            : headers.length == 2
                ? Map.of(headers[0], headers[1])
                : Map.of(headers[0], headers[1], headers[2], headers[3]);
    var digest = Digests.sha256(body.getBytes(StandardCharsets.UTF_8));
    var all = SIGNER.sign(method, URI.create(HOST + path), given, digest, DAY);
    return all.getOrDefault("authorization", "").replaceFirst(".*Signature=", "");
  }

  @Test
  void aGetOfAPartOfAnObject() {
    assertThat(signature("GET", "/test.txt", "", "range", "bytes=0-9"))
        .isEqualTo("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
  }

  @Test
  void aPutOfAnObjectWithACharacterThatIsEscaped() {
    var path = "/" + SigV4.encoded("test$file.text");
    assertThat(
            signature(
                "PUT",
                path,
                "Welcome to Amazon S3.",
                "date",
                "Fri, 24 May 2013 00:00:00 GMT",
                "x-amz-storage-class",
                "REDUCED_REDUNDANCY"))
        .isEqualTo("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
  }

  @ParameterizedTest
  @CsvSource({
    "/?lifecycle, fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
    "/?max-keys=2&prefix=J, 34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
    "/?prefix=J&max-keys=2, 34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"
  })
  void aGetWithAQuery(String path, String signature) {
    assertThat(signature("GET", path, "")).isEqualTo(signature);
  }

  @Test
  void everythingThatIsSentIsSigned() {
    var all = SIGNER.sign("PUT", URI.create(HOST + "/a"), Map.of("content-type", "b"), "0", DAY);
    assertThat(all.get("authorization"))
        .startsWith(
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, ")
        .contains("SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date,");
    assertThat(SIGNER.toString()).doesNotContain("wJalrXUtnFEMI");
  }

  @Test
  void S1_aNameStaysBelowItsTenant() {
    var id = new AttachmentId(UUID.fromString("019a0000-0000-7000-8000-0000000000ab"));
    var small = MediaStore.Piece.THUMBNAIL.name(new TenantId("life"), id);
    assertThat(small).isEqualTo("life/ab/019a0000-0000-7000-8000-0000000000ab.small");
    assertThat(BUCKET.address(small).getRawPath()).isEqualTo("/files/live/" + small);
    // What could lead elsewhere is no tenant, and would be escaped if it were.
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> new TenantId("life/../card"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(BUCKET.address("한빛/a b?c#d%2e").toString())
        .isEqualTo("https://s3.example.kr:9000/files/live/%ED%95%9C%EB%B9%9B/a%20b%3Fc%23d%252e");
  }

  @Test
  void theBucketStandsBeforeTheHostWhereTheStorageWantsItSo() {
    var virtual =
        new S3Bucket(URI.create("https://s3.example.kr"), "files", "r", false, "", "", "");
    assertThat(virtual.address("a/b")).isEqualTo(URI.create("https://files.s3.example.kr/a/b"));
  }
}
