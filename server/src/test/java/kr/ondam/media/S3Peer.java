package kr.ondam.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.ondam.channel.NpmPeer;
import kr.ondam.channel.PeerProcess;
import kr.ondam.channel.Secrets;

/// An S3 server that others wrote (s3rver in the care of 20minutes, MIT), which verifies signatures
/// and keeps its objects in a folder. It can be away for a while.
public final class S3Peer implements AutoCloseable {
  private static final String SCRIPT =
      """
      const S3rver = require('@20minutes/s3rver');
      const http = require('http');
      let port = 0, server;
      const start = async () => {
        server = new S3rver({ address: '127.0.0.1', port, silent: true, directory: '%s',
            configureBuckets: [{ name: 'files' }] });
        const bound = await server.run();
        port = bound.port;
      };
      const stop = () => server.httpServer ? new Promise(done => {
        server.httpServer.closeAllConnections();
        server.close(done);
      }) : server.close();
      start().then(() => {
        const control = http.createServer(async (request, response) => {
          try {
            await (request.url === '/stop' ? stop() : start());
            response.end('done');
          } catch (e) { console.log('FAILED ' + e); response.statusCode = 500; response.end(); }
        });
        control.listen(0, '127.0.0.1', () => {
          console.log('CONTROL ' + control.address().port);
          console.log('PORT ' + port);
        });
      });
      """;

  private final PeerProcess peer;
  private final Path folder;
  private final int control;
  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();

  /// @param folder its objects lie there
  public S3Peer(Path folder) {
    this.folder = folder;
    peer = NpmPeer.start(SCRIPT.formatted(folder), "@20minutes/s3rver", "4.0.4");
    control = Integer.parseInt(peer.said("CONTROL "));
    port = Integer.parseInt(peer.said("PORT "));
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /// Its one bucket, with the key it knows.
  public S3Bucket bucket() {
    return new S3Bucket(uri(), "files", "us-east-1", true, "live/", "ref:id", "ref:secret");
  }

  /// The secrets that [#bucket] names.
  public static Secrets secrets(String secret) {
    return reference ->
        Optional.ofNullable(Map.of("ref:id", "S3RVER", "ref:secret", secret).get(reference));
  }

  public void leave() {
    tell("/stop");
  }

  public void comeBack() {
    tell("/start");
  }

  private void tell(String what) {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + control + what)).build();
    try {
      if (client.send(request, BodyHandlers.discarding()).statusCode() != 200) {
        throw new IllegalStateException(peer.said("FAILED "));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// The names of all objects below a prefix, as they lie in its folder.
  public List<String> names(String prefix) {
    var bucket = folder.resolve("files");
    try (var files = Files.walk(bucket)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> bucket.relativize(file).toString())
          .filter(name -> name.endsWith("._S3rver_object"))
          .map(name -> name.replace("._S3rver_object", ""))
          .filter(name -> name.startsWith(prefix))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    peer.close();
  }
}
