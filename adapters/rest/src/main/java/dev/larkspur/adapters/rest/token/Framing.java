package dev.larkspur.adapters.rest.token;

import static io.netty.handler.codec.http.HttpHeaderNames.CONNECTION;
import static io.netty.handler.codec.http.HttpHeaderNames.HOST;
import static io.netty.handler.codec.http.HttpHeaderNames.TRANSFER_ENCODING;
import static io.netty.handler.codec.http.HttpHeaderValues.CHUNKED;
import static io.netty.handler.codec.http.HttpHeaderValues.CLOSE;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Has the framework refuse requests whose end or host two readers might see differently, which it
 * would take: whoever stands between could be made to hand us one request as two (RFC 9112 sections
 * 3.2, 6.1, 6.3 and 11.2). Nothing that comes after is read; the connection ends with the answers
 * to what came before. Used by the connection's own thread only.
 */
final class Framing extends ChannelDuplexHandler {
  private int unanswered;
  private boolean ending; // nothing more is read
  private boolean old; // the client speaks HTTP/1.0
  private boolean informing; // the answer that is being written is not the last one

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (ending) {
      ReferenceCountUtil.release(message);
    } else if (message instanceof HttpContent content && content.decoderResult().isFailure()) {
      ReferenceCountUtil.release(message); // it would be taken for the end of the body
      ending = true;
      context.fireExceptionCaught(
          new HttpStatusException(HttpStatus.BAD_REQUEST, "the body's chunks cannot be read"));
      if (unanswered == 0) {
        var _ = context.close();
      }
    } else {
      if (message instanceof HttpRequest request) {
        begin(request);
      }
      context.fireChannelRead(message);
    }
  }

  private void begin(HttpRequest request) {
    unanswered++;
    old = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
    if (!isClear(request)) {
      request.setDecoderResult(
          DecoderResult.failure(new IllegalArgumentException("unclear framing or host")));
      ending = true;
    }
  }

  /** One host, which is required since HTTP/1.1, and of all transfer codings the only one known. */
  private boolean isClear(HttpRequest request) {
    var headers = request.headers();
    int hosts = headers.getAll(HOST).size();
    var codings = String.join(",", headers.getAll(TRANSFER_ENCODING));
    boolean lacksHost = hosts == 0 && !old;
    return hosts <= 1
        && !lacksHost
        && (!headers.contains(TRANSFER_ENCODING) || CHUNKED.contentEqualsIgnoreCase(codings));
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpResponse response) {
      informing = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
      if (old && response.headers().contains(TRANSFER_ENCODING)) {
        endWith(response);
      }
    }
    var told = promise;
    if (message instanceof LastHttpContent && !informing && --unanswered == 0 && ending) {
      told = promise.unvoid().addListener(ChannelFutureListener.CLOSE);
    }
    var _ = context.write(message, told);
  }

  /** HTTP/1.0 knows no chunks: what has no length lasts as long as the connection. */
  private void endWith(HttpResponse response) {
    response.headers().remove(TRANSFER_ENCODING).set(CONNECTION, CLOSE);
    ending = true;
  }
}
