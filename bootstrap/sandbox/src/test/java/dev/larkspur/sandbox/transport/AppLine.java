package dev.larkspur.sandbox.transport;

import dev.larkspur.sandbox.Calls;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.transport.Frame.Header;
import dev.larkspur.sandbox.world.Json;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** An app's end of the long connection, small enough to bend in tests. */
public final class AppLine implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  final BlockingQueue<Frame> received = new LinkedBlockingQueue<>();
  final CompletableFuture<Integer> closed = new CompletableFuture<>();
  final CompletableFuture<Void> ponged = new CompletableFuture<>();
  private final WebSocket socket;

  private AppLine(URI url, Function<Frame, Optional<Frame>> reaction) {
    this.socket = HTTP.newWebSocketBuilder().buildAsync(url, new Ear(reaction)).join();
  }

  /** Connects and answers every message with this. */
  public static AppLine answering(Sandbox sandbox, String json) {
    return reacting(sandbox, frame -> Optional.of(ack(frame, 200, json)));
  }

  static AppLine reacting(Sandbox sandbox, Function<Frame, Optional<Frame>> reaction) {
    return new AppLine(address(sandbox), reaction);
  }

  static AppLine to(URI url) {
    return new AppLine(url, _ -> Optional.empty());
  }

  static URI address(Sandbox sandbox) {
    var body = Json.object().put("AppID", sandbox.appId()).put("AppSecret", sandbox.appSecret());
    var answer = new Calls(sandbox).json("POST", "/callback/ws/endpoint", "", body);
    return URI.create(answer.json().path("data").path("URL").asText());
  }

  static Frame ack(Frame frame, int code, String json) {
    var data = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    return reply(frame, Json.object().put("code", code).put("data", data).toString());
  }

  static Frame reply(Frame frame, String payload) {
    var headers = new ArrayList<>(frame.headers());
    headers.add(new Header("biz_rt", "1"));
    return new Frame(
        frame.seqId(),
        frame.logId(),
        frame.service(),
        frame.method(),
        headers,
        Payload.of(payload));
  }

  void send(Frame frame) {
    send(FrameCodec.encode(frame));
  }

  void send(byte[] bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
  }

  void ping() {
    send(new Frame(0, 0, 7, Frame.CONTROL, List.of(new Header("type", "ping")), Payload.EMPTY));
  }

  /** A ping of the WebSocket itself, which is answered below whatever the app does. */
  void protocolPing() {
    socket.sendPing(ByteBuffer.allocate(0)).join();
  }

  void sayGoodbye() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }

  Optional<Frame> next(long millis) throws InterruptedException {
    return Optional.ofNullable(received.poll(millis, TimeUnit.MILLISECONDS));
  }

  @Override
  public void close() {
    socket.abort();
  }

  private final class Ear implements WebSocket.Listener {
    private final Function<Frame, Optional<Frame>> reaction;
    private final ByteArrayOutputStream pieces = new ByteArrayOutputStream();

    Ear(Function<Frame, Optional<Frame>> reaction) {
      this.reaction = reaction;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket line, ByteBuffer data, boolean last) {
      var piece = new byte[data.remaining()];
      data.get(piece);
      pieces.writeBytes(piece);
      if (!last) {
        line.request(1);
        return CompletableFuture.completedFuture(null);
      }
      var whole = pieces.toByteArray();
      pieces.reset();
      // One answer at a time: the next message is asked for when this one is dealt with, also when
      // it could not be answered because this side has said goodbye.
      return heard(line, whole).whenComplete((_, _) -> line.request(1));
    }

    private CompletionStage<?> heard(WebSocket line, byte[] bytes) {
      try {
        var frame = FrameCodec.decode(bytes);
        received.add(frame);
        return frame.method() == Frame.DATA
            ? reaction
                .apply(frame)
                .<CompletionStage<?>>map(
                    answer -> line.sendBinary(ByteBuffer.wrap(FrameCodec.encode(answer)), true))
                .orElseGet(() -> CompletableFuture.completedFuture(null))
            : CompletableFuture.completedFuture(null);
      } catch (BadFrame e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public CompletionStage<?> onPong(WebSocket line, ByteBuffer message) {
      ponged.complete(null);
      line.request(1);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket line, int status, String reason) {
      closed.complete(status);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket line, Throwable error) {
      closed.complete(1006);
    }
  }
}
