package dev.larkspur.adapters.rest.token;

import static io.netty.handler.codec.http.HttpHeaderNames.CACHE_CONTROL;
import static io.netty.handler.codec.http.HttpHeaderNames.CONNECTION;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;
import static io.netty.handler.codec.http.HttpHeaderNames.HOST;
import static io.netty.handler.codec.http.HttpHeaderNames.TRANSFER_ENCODING;
import static io.netty.handler.codec.http.HttpHeaderValues.CHUNKED;
import static io.netty.handler.codec.http.HttpHeaderValues.CLOSE;
import static io.netty.handler.codec.http.HttpHeaderValues.NO_STORE;

import dev.larkspur.adapters.rest.answer.FieldError;
import dev.larkspur.adapters.rest.answer.Problem;
import io.micronaut.http.MediaType;
import io.micronaut.json.JsonMapper;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Refuses requests whose end or host two readers might see differently, which the framework would
 * take: whoever stands between could be made to hand us one request as two (RFC 9112 sections 3.2,
 * 6.1, 6.3 and 11.2). Nothing that comes after is read, and the connection ends. Used by the
 * connection's own thread only.
 */
final class Framing extends ChannelDuplexHandler {
  private static final Problem CHUNKS =
      Problem.invalid(List.of(new FieldError("body", "its chunks cannot be read")));

  private final JsonMapper json;
  private int unanswered;
  private boolean begun; // of the first that is unanswered
  private boolean ending; // nothing more is read
  private boolean refused; // nor is the framework to begin with what it has
  private boolean informing; // the answer that is being written is not the last one
  private boolean unbounded; // it has no end but that of the connection

  Framing(JsonMapper json) {
    this.json = json;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (ending) {
      ReferenceCountUtil.release(message);
    } else if (message instanceof HttpRequest request) {
      begin(request);
      context.fireChannelRead(message);
    } else if (message instanceof HttpContent content && content.decoderResult().isFailure()) {
      ReferenceCountUtil.release(message); // it would be taken for the end of the body
      ending = true;
      refused = true;
      refuse(context);
    } else {
      context.fireChannelRead(message);
    }
  }

  /** The framework waits for this before it begins with a body that has not come to its end. */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (!refused) {
      context.fireChannelReadComplete();
    }
  }

  private void begin(HttpRequest request) {
    unanswered++;
    if (request.decoderResult().isSuccess() && !isClear(request)) {
      request.setDecoderResult(
          DecoderResult.failure(new IllegalArgumentException("unclear framing or host")));
    }
    ending = request.decoderResult().isFailure();
  }

  /** One host, which is required since HTTP/1.1, and of all transfer codings the only one known. */
  private static boolean isClear(HttpRequest request) {
    var headers = request.headers();
    var hosts = headers.valueCharSequenceIterator(HOST);
    if (hosts.hasNext()) {
      hosts.next();
    } else if (!isOld(request)) {
      return false;
    }
    return !hosts.hasNext() && (!headers.contains(TRANSFER_ENCODING) || isChunked(headers));
  }

  private static boolean isOld(HttpMessage message) {
    return message.protocolVersion().equals(HttpVersion.HTTP_1_0);
  }

  private static boolean isChunked(HttpHeaders headers) {
    return CHUNKED.contentEqualsIgnoreCase(String.join(",", headers.getAll(TRANSFER_ENCODING)));
  }

  /** Says why, unless another answer is due first, or this request needed no body for its own. */
  private void refuse(ChannelHandlerContext context) {
    if (unanswered != 1 || begun) {
      var _ = context.close();
      return;
    }
    var body = Unpooled.wrappedBuffer(written(CHUNKS));
    var answer =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_REQUEST, body);
    answer
        .headers()
        .set(CONTENT_TYPE, MediaType.APPLICATION_JSON_PROBLEM)
        .set(CONTENT_LENGTH, body.readableBytes())
        .set(CACHE_CONTROL, NO_STORE)
        .set(CONNECTION, CLOSE);
    var _ = context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
  }

  private byte[] written(Problem problem) {
    try {
      return json.writeValueAsBytes(problem);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // into memory
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpResponse response) {
      informing = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
      begun = !informing;
      unbounded = isOld(response) && response.headers().contains(TRANSFER_ENCODING);
      if (unbounded) {
        endWith(response);
      }
    }
    var told = promise;
    if (message instanceof LastHttpContent && !informing) {
      begun = false;
      unanswered--;
      if (unbounded || (ending && unanswered == 0)) {
        told = promise.unvoid().addListener(ChannelFutureListener.CLOSE);
      }
    }
    var _ = context.write(message, told);
  }

  /** HTTP/1.0 knows no chunks: what has no length lasts as long as the connection. */
  private void endWith(HttpResponse response) {
    response.headers().remove(TRANSFER_ENCODING).set(CONNECTION, CLOSE);
    ending = true;
  }
}
