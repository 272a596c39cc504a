package dev.larkspur.adapters.rest.token;

import static io.netty.handler.codec.http.HttpHeaderNames.ACCEPT;
import static io.netty.handler.codec.http.HttpHeaderNames.AUTHORIZATION;
import static io.netty.handler.codec.http.HttpHeaderNames.CACHE_CONTROL;
import static io.netty.handler.codec.http.HttpHeaderNames.CONNECTION;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;
import static io.netty.handler.codec.http.HttpHeaderNames.DATE;
import static io.netty.handler.codec.http.HttpHeaderNames.ETAG;
import static io.netty.handler.codec.http.HttpHeaderNames.EXPECT;
import static io.netty.handler.codec.http.HttpHeaderNames.IF_NONE_MATCH;
import static io.netty.handler.codec.http.HttpHeaderNames.ORIGIN;
import static io.netty.handler.codec.http.HttpHeaderNames.TRANSFER_ENCODING;
import static io.netty.handler.codec.http.HttpHeaderNames.UPGRADE;
import static io.netty.handler.codec.http.HttpHeaderValues.APPLICATION_JSON;
import static io.netty.handler.codec.http.HttpHeaderValues.NO_STORE;

import dev.larkspur.adapters.rest.answer.RateLimit;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.ReadOnlyHttpHeaders;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands on a connection before the framework and answers what {@link Hits} can, at once; the rest
 * goes on. Answers keep the order of their requests (RFC 9112 section 9.3.2): while one that went
 * on has no whole answer yet, those after it go on too. Used by the connection's own thread only.
 */
final class HitHandler extends ChannelDuplexHandler {
  /** What a request cannot say here, as it would change the answer or have a body follow. */
  private static final List<AsciiString> CONDITIONS =
      List.of(
          CONNECTION,
          CONTENT_LENGTH,
          EXPECT,
          IF_NONE_MATCH,
          ORIGIN,
          AsciiString.cached("prefer"),
          TRANSFER_ENCODING,
          UPGRADE);

  private static final AsciiString LIMIT = AsciiString.cached(RateLimit.LIMIT);
  private static final AsciiString REMAINING = AsciiString.cached(RateLimit.REMAINING);
  private static final AsciiString RESET = AsciiString.cached(RateLimit.RESET);
  private static final AsciiString A_SECOND = AsciiString.cached(RateLimit.A_SECOND);

  private final Hits hits;
  private final TokenJson json;
  private final HttpDate date = new HttpDate();
  private int unanswered; // of those that went on
  private boolean informing; // the answer that is being written is not the last one
  private boolean taken; // what is left of a request that was answered comes next
  private boolean written;

  HitHandler(Hits hits, TokenJson json) {
    this.hits = hits;
    this.json = json;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request) {
      var hit = hit(context, request);
      if (hit != null) {
        taken = !(message instanceof LastHttpContent);
        written = true;
        ReferenceCountUtil.release(message);
        var _ =
            context.write(
                answer(context, hit), context.voidPromise()); // it fails with the connection
        return;
      }
      unanswered++;
    } else if (taken) {
      taken = !(message instanceof LastHttpContent);
      ReferenceCountUtil.release(message);
      return;
    }
    context.fireChannelRead(message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (written) {
      written = false;
      context.flush();
    }
    context.fireChannelReadComplete();
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpResponse response) {
      informing = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
    if (message instanceof LastHttpContent && !informing) {
      unanswered--;
    }
    var _ = context.write(message, promise);
  }

  /** Who does not read their answers is left to the framework, which then stops reading too. */
  private Hits.@Nullable Hit hit(ChannelHandlerContext context, HttpRequest request) {
    return unanswered == 0 && context.channel().isWritable() && isPlain(request)
        ? hits.of(request.uri(), request.headers().getAll(AUTHORIZATION))
        : null;
  }

  private static boolean isPlain(HttpRequest request) {
    if (!HttpMethod.GET.equals(request.method())
        || !HttpVersion.HTTP_1_1.equals(request.protocolVersion())
        || request.decoderResult().isFailure()) {
      return false;
    }
    var headers = request.headers();
    for (var condition : CONDITIONS) {
      if (headers.contains(condition)) {
        return false;
      }
    }
    var accepted = headers.get(ACCEPT);
    return accepted == null || accepted.equals("*/*") || APPLICATION_JSON.contentEquals(accepted);
  }

  /** Headers that nobody looks up need no table. */
  private DefaultFullHttpResponse answer(ChannelHandlerContext context, Hits.Hit hit) {
    var bytes = json.bytes(hit.token());
    var body = context.alloc().buffer(bytes.remaining()).writeBytes(bytes);
    var standing = hit.standing(); // it is allowed, so that what is left is not negative
    var headers =
        new ReadOnlyHttpHeaders(
            false,
            DATE,
            date.now(),
            ETAG,
            EntityTag.of(hit.token()),
            CACHE_CONTROL,
            NO_STORE,
            LIMIT,
            Integer.toString(standing.perSecond()),
            REMAINING,
            Integer.toString(standing.left()),
            RESET,
            A_SECOND,
            CONTENT_TYPE,
            APPLICATION_JSON,
            CONTENT_LENGTH,
            Integer.toString(body.readableBytes()));
    return new DefaultFullHttpResponse(
        HttpVersion.HTTP_1_1, HttpResponseStatus.OK, body, headers, EmptyHttpHeaders.INSTANCE);
  }
}
