package kr.ondam.gateway;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayList;
import java.util.List;

/// Writes a streamed response to its connection. A reader may be behind by [#MOST_UNREAD] bytes: a
/// burst must not cut one who reads, and one who does not must not cost more (C6).
final class StreamSink implements ResponseSink {
  private static final int MOST_UNREAD = 1024 * 1024;

  private final ChannelHandlerContext ctx;
  private final List<Runnable> endings = new ArrayList<>();
  private boolean ended;

  StreamSink(ChannelHandlerContext ctx) {
    this.ctx = ctx;
    ctx.channel()
        .config()
        .setWriteBufferWaterMark(new WriteBufferWaterMark(MOST_UNREAD / 2, MOST_UNREAD));
  }

  @Override
  public boolean send(byte[] bytes) {
    if (!ctx.channel().isActive() || !ctx.channel().isWritable() || hasEnded()) {
      return false;
    }
    ctx.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)));
    return true;
  }

  @Override
  public void close() {
    ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT).addListener(ChannelFutureListener.CLOSE);
    ended();
  }

  @Override
  public void onClose(Runnable task) {
    synchronized (endings) {
      if (!ended) {
        endings.add(task);
        return;
      }
    }
    task.run();
  }

  void ended() {
    List<Runnable> tasks;
    synchronized (endings) {
      ended = true;
      tasks = List.copyOf(endings);
      endings.clear();
    }
    tasks.forEach(Runnable::run);
  }

  private boolean hasEnded() {
    synchronized (endings) {
      return ended;
    }
  }
}
