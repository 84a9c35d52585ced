package kr.ondam.channel.sms.smpp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Cuts what comes in into PDUs by their lengths. A length that cannot be ends the connection
/// before anything is reserved for it, and so does a PDU whose rest does not come.
final class PduFrames extends ByteToMessageDecoder {
  static final int LONGEST = 65_536;
  static final Duration REST = Duration.ofSeconds(15);

  private @Nullable Future<?> alarm;
  private boolean broken;

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (broken) {
      in.skipBytes(in.readableBytes());
      return;
    }
    if (in.readableBytes() < 4) {
      expectRest(context, in);
      return;
    }
    long length = in.getUnsignedInt(in.readerIndex());
    if (length < PduReader.HEADER || length > LONGEST) {
      broken = true;
      cancel();
      in.skipBytes(in.readableBytes());
      var refusal = PduWriter.write(new Pdu.GenericNack(0, Status.BAD_COMMAND_LENGTH));
      context
          .writeAndFlush(Unpooled.wrappedBuffer(refusal))
          .addListener(ChannelFutureListener.CLOSE);
      return;
    }
    if (in.readableBytes() < length) {
      expectRest(context, in);
      return;
    }
    cancel();
    byte[] frame = new byte[(int) length];
    in.readBytes(frame);
    out.add(PduReader.read(frame));
  }

  private void expectRest(ChannelHandlerContext context, ByteBuf in) {
    if (alarm == null && in.isReadable()) {
      alarm =
          context
              .executor()
              .schedule(() -> context.close(), REST.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void cancel() {
    var set = alarm;
    if (set != null) {
      set.cancel(false);
      alarm = null;
    }
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext context) {
    cancel();
  }
}
