package dev.larkspur.adapters.feishu.event;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One open WebSocket: whole messages in, one message at a time out, and when it was last heard. */
final class Wire implements WebSocket.Listener {
  static final int LARGEST_MESSAGE = 1024 * 1024;

  private static final Duration OPENING = Duration.ofSeconds(10);
  private static final Duration SENDING = Duration.ofSeconds(5);
  static final Duration CLOSING = Duration.ofSeconds(1);

  private final BiConsumer<Wire, byte[]> inbox;
  private final ByteArrayOutputStream incoming = new ByteArrayOutputStream();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Object sending = new Object();
  private volatile long heard = System.nanoTime();
  private volatile String why = "closed by us";
  private volatile @Nullable WebSocket socket;

  Wire(BiConsumer<Wire, byte[]> inbox) {
    this.inbox = inbox;
  }

  /**
   * @param inbox gets each binary message, on one thread at a time
   */
  static Wire open(HttpClient http, Endpoint endpoint, BiConsumer<Wire, byte[]> inbox)
      throws ConnectFailed {
    var wire = new Wire(inbox);
    var opening =
        http.newWebSocketBuilder().connectTimeout(OPENING).buildAsync(endpoint.address(), wire);
    try {
      opening.get(OPENING.toMillis(), TimeUnit.MILLISECONDS);
      return wire;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof WebSocketHandshakeException refused
          ? Handshake.refused(refused.getResponse())
          : ConnectFailed.forNow(
              "connecting: " + opening.exceptionNow().getClass().getSimpleName());
    } catch (TimeoutException e) {
      opening.cancel(true);
      throw ConnectFailed.forNow("connecting: no answer in " + OPENING);
    } catch (InterruptedException e) {
      opening.cancel(true);
      Thread.currentThread().interrupt();
      throw ConnectFailed.forNow("connecting: interrupted");
    }
  }

  /**
   * Blocks while another message is on its way.
   *
   * @return whether it left; if not, the wire is closed
   */
  boolean send(byte[] message) {
    synchronized (sending) {
      try {
        socket()
            .sendBinary(ByteBuffer.wrap(message), true)
            .get(SENDING.toMillis(), TimeUnit.MILLISECONDS);
        return true;
      } catch (ExecutionException | TimeoutException e) {
        abort("sending failed: " + e.getClass().getSimpleName());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        abort("interrupted while sending");
      }
      return false;
    }
  }

  Duration silence() {
    return Duration.ofNanos(System.nanoTime() - heard);
  }

  /**
   * @return whether it is closed now
   */
  boolean awaitClosed(Duration patience) throws InterruptedException {
    return closed.await(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Why it is closed. */
  String why() {
    return why;
  }

  /** Says goodbye and waits a moment for the other side's. */
  void close() {
    synchronized (sending) {
      try {
        socket()
            .sendClose(WebSocket.NORMAL_CLOSURE, "")
            .get(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
        awaitClosed(CLOSING);
      } catch (ExecutionException | TimeoutException e) {
        why = "closed by us, without a goodbye";
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      abort(why);
    }
  }

  void abort(String why) {
    if (closed.getCount() > 0) {
      this.why = why;
    }
    socket().abort();
    closed.countDown();
  }

  private WebSocket socket() {
    return Objects.requireNonNull(socket, "set before anything is received");
  }

  @Override
  public void onOpen(WebSocket opened) {
    socket = opened;
    opened.request(1);
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    heard = System.nanoTime();
    if (incoming.size() + data.remaining() > LARGEST_MESSAGE) {
      lost(from, "a message was too large");
      return null;
    }
    var bytes = new byte[data.remaining()];
    data.get(bytes);
    incoming.writeBytes(bytes);
    if (last) {
      var message = incoming.toByteArray();
      incoming.reset();
      inbox.accept(this, message);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    return alive(from); // not a way in which the platform speaks
  }

  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
    return alive(from); // answered by the platform's library itself
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
    return alive(from);
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
    lost(from, "closed by the platform, status " + status);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    lost(from, "broken: " + error.getClass().getSimpleName());
  }

  private @Nullable CompletionStage<?> alive(WebSocket from) {
    heard = System.nanoTime();
    from.request(1);
    return null;
  }

  private void lost(WebSocket from, String why) {
    this.why = why;
    from.abort();
    closed.countDown();
  }
}
