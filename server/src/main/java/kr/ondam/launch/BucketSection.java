package kr.ondam.launch;

import java.net.URI;
import java.net.URISyntaxException;
import kr.ondam.media.S3Bucket;
import org.jspecify.annotations.Nullable;

/// Reads `media.s3` of the configuration.
final class BucketSection {
  private static final String BUCKET = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]";
  private static final String REGION = "[a-z0-9-]{1,64}";
  private static final String PREFIX = "([A-Za-z0-9_-][A-Za-z0-9._-]{0,63}/){0,8}";

  private BucketSection() {}

  /// Null without an endpoint: files are kept in the data folder then.
  static @Nullable S3Bucket read(ConfigSection section) {
    var endpoint = section.text("endpoint").orElse("");
    var bucket = section.text("bucket").orElse("");
    var region = section.text("region").orElse("us-east-1");
    boolean pathStyle = section.flag("path-style", true);
    var prefix = section.text("prefix").orElse("");
    var accessKey = section.text("access-key").orElse("");
    var secretKey = section.text("secret-key").orElse("");
    section.finish();
    if (endpoint.isEmpty() && bucket.isEmpty()) {
      return null;
    }
    var address = address(endpoint);
    if (address == null) {
      section.wrong("endpoint", endpoint, "https://host or https://host:port, without a path");
    }
    if (!bucket.matches(BUCKET)) {
      section.wrong("bucket", bucket, "3 to 63 of a-z, 0-9, '.' and '-'");
    } else if (!pathStyle && bucket.contains(".")) {
      section.wrong("path-style", "false", "true for a bucket with '.' in its name");
    }
    if (!region.matches(REGION)) {
      section.wrong("region", region, "a name such as ap-northeast-2");
    }
    if (!prefix.matches(PREFIX)) {
      section.wrong("prefix", prefix, "names that each end with '/', such as ondam/");
    }
    for (var key : new String[] {"access-key", "secret-key"}) {
      var reference = key.equals("access-key") ? accessKey : secretKey;
      if (!reference.startsWith("ref:")) {
        // A secret that was typed here by mistake is not repeated.
        section.wrong(key, reference.isEmpty() ? "" : "…", "a reference such as ref:s3-" + key);
      }
    }
    return address == null
        ? null
        : new S3Bucket(address, bucket, region, pathStyle, prefix, accessKey, secretKey);
  }

  /// Null when it is none.
  private static @Nullable URI address(String text) {
    try {
      var address = new URI(text);
      boolean plain =
          address.getHost() != null
              && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
              && address.getUserInfo() == null
              && address.getQuery() == null
              && address.getFragment() == null
              && (address.getPath().isEmpty() || address.getPath().equals("/"));
      return plain ? address : null;
    } catch (URISyntaxException _) {
      return null;
    }
  }
}
