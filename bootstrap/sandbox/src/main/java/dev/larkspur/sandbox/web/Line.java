package dev.larkspur.sandbox.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;

/** The connection under one exchange: whether its answer is sent, and whether all of it went. */
public final class Line {
  private static final String RESET = "sandbox.reset";
  private static final String HEARER = "sandbox.hearer";

  /** Hears whether the answer was handed to the connection whole. */
  @FunctionalInterface
  public interface Hearer {
    void handedOver(boolean whole);
  }

  private Line() {}

  /** No byte of the answer is sent; the connection is reset once the exchange is written down. */
  public static void resetInstead(Context ctx) {
    ctx.attribute(RESET, true);
  }

  public static void tell(Context ctx, Hearer hearer) {
    ctx.attribute(HEARER, hearer);
  }

  /**
   * Whether the other side has hung up already. Only to be asked when the request is read, and of a
   * client that does not send the next one before it has this answer.
   */
  public static boolean isGone(Context ctx) {
    try {
      return endPoint(ctx).fill(BufferUtil.allocate(1)) < 0;
    } catch (IOException e) {
      return true;
    }
  }

  /** The last thing done for an exchange. */
  static void finish(Context ctx) {
    Hearer hearer = ctx.attribute(HEARER);
    var whole = false;
    if (ctx.attribute(RESET) != null) {
      reset(endPoint(ctx));
    } else if (hearer != null) {
      whole = handOver(ctx);
    }
    if (hearer != null) {
      hearer.handedOver(whole);
    }
  }

  /** Writes the answer to the end, which nobody else waits for; false if the line broke. */
  private static boolean handOver(Context ctx) {
    try (var body = ctx.resultInputStream()) {
      var bytes = body == null ? new byte[0] : body.readAllBytes();
      var response = ctx.res();
      response.setContentLength(bytes.length);
      response.getOutputStream().write(bytes);
      response.flushBuffer();
      return true;
    } catch (IOException e) {
      return false;
    } finally {
      ctx.result("");
    }
  }

  private static void reset(EndPoint line) {
    try {
      // Lingering for no time at all makes closing a reset.
      if (line.getTransport() instanceof SocketChannel channel) {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
    } catch (ClosedChannelException e) {
      // the other side was first
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      line.close();
    }
  }

  private static EndPoint endPoint(Context ctx) {
    return Request.getBaseRequest(ctx.req()).getHttpChannel().getEndPoint();
  }
}
