package kr.ondam.gateway;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the bytes of one answer from where they are read to a connection, never more of them than
/// the peer has taken.
final class Pipe {
  /// What came of it.
  enum End {
    /// All bytes are written; the end of the answer is not.
    WHOLE,
    /// Nothing is written, not even the head.
    NOTHING,
    /// The head is written, and not all bytes.
    PART
  }

  private static final int PIECE = 16 * 1024;

  /// In which a peer has to take one piece.
  private static final int PATIENCE_SECONDS = 60;

  private static final Logger log = LoggerFactory.getLogger(Pipe.class);

  private final ChannelHandlerContext ctx;
  private final GatewayResponse.Piped answer;
  private final boolean keepAlive;

  Pipe(ChannelHandlerContext ctx, GatewayResponse.Piped answer, boolean keepAlive) {
    this.ctx = ctx;
    this.answer = answer;
    this.keepAlive = keepAlive;
  }

  /// Blocks until all is written or given up.
  End run() {
    boolean begun = false;
    try (var in = answer.source().open()) {
      begun = true;
      ctx.write(ResponseHeaders.head(answer, keepAlive));
      long left = answer.length();
      while (left > 0) {
        byte[] piece = in.readNBytes((int) Math.min(PIECE, left));
        if (piece.length == 0) {
          log.warn("an answer of {} bytes ended {} bytes early", answer.length(), left);
          return End.PART;
        }
        left -= piece.length;
        var written = ctx.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(piece)));
        if (!written.await(PATIENCE_SECONDS, TimeUnit.SECONDS) || !written.isSuccess()) {
          return End.PART;
        }
      }
      return End.WHOLE;
    } catch (IOException | RuntimeException e) {
      log.warn("an answer cannot be read: {}", e.toString());
      return begun ? End.PART : End.NOTHING;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return begun ? End.PART : End.NOTHING;
    }
  }
}
