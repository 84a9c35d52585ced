package kr.ondam.media;

import java.net.URI;

/// A bucket of an S3-compatible storage, as an operator names it.
///
/// @param endpoint `http` or `https`, a host and perhaps a port; nothing more
/// @param region as requests are signed for it, such as `us-east-1`
/// @param pathStyle whether the bucket stands in the path, or else before the host
/// @param prefix of all names in the bucket, ending with `/`; empty for none
/// @param accessKey a reference to the access key's id
/// @param secretKey a reference to its secret
public record S3Bucket(
    URI endpoint,
    String bucket,
    String region,
    boolean pathStyle,
    String prefix,
    String accessKey,
    String secretKey) {

  /// The address of one name in the bucket, as it is sent and signed.
  URI address(String name) {
    var path = SigV4.encoded(prefix + name);
    int port = endpoint.getPort();
    var host = pathStyle ? endpoint.getHost() : bucket + "." + endpoint.getHost();
    return URI.create(
        endpoint.getScheme()
            + "://"
            + host
            + (port < 0 ? "" : ":" + port)
            + (pathStyle ? "/" + bucket : "")
            + "/"
            + path);
  }
}
