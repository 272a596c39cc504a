package dev.larkspur.sandbox.callback;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larkspur.sandbox.transport.Delivered;
import dev.larkspur.sandbox.transport.Delivered.Outcome;
import dev.larkspur.sandbox.transport.Deliveries;
import dev.larkspur.sandbox.world.Faults;
import dev.larkspur.sandbox.world.Json;
import dev.larkspur.sandbox.world.SampleApp;
import dev.larkspur.sandbox.world.Secrets;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The switch in the app's console: how card callbacks reach the app.
 *
 * <p>It knows one way at a time, the long connection to begin with, and never falls back.
 */
public final class Callbacks {
  private sealed interface Way {
    record LongConnection() implements Way {}

    record Http(Receiver receiver) implements Way {}

    record Unset() implements Way {}
  }

  private final SampleApp app;
  private final Deliveries deliveries;
  private final Faults faults;
  private final Secrets secrets;
  private final Post post;
  private volatile Way way = new Way.LongConnection();

  public Callbacks(
      SampleApp app, Deliveries deliveries, Faults faults, Secrets secrets, Duration patience) {
    this.app = app;
    this.deliveries = deliveries;
    this.faults = faults;
    this.secrets = secrets;
    this.post = new Post(patience);
  }

  /**
   * Callbacks are posted from now on, if the app answers the handshake; if not, all stays as it
   * was.
   *
   * @param encryptKey null or empty: bodies are plain and nothing is signed
   */
  public void overHttp(URI url, String verificationToken, @Nullable String encryptKey) {
    var key =
        encryptKey == null || encryptKey.isEmpty()
            ? null
            : new EncryptKey(secrets.remember(encryptKey));
    var receiver = new Receiver(url, secrets.remember(verificationToken), key);
    shakeHands(receiver);
    way = new Way.Http(receiver);
  }

  public void overLongConnection() {
    way = new Way.LongConnection();
  }

  /** As an app whose console was never touched: every press is 200340. */
  public void unset() {
    way = new Way.Unset();
  }

  /** The address, where callbacks are posted. */
  public Optional<URI> url() {
    return way instanceof Way.Http(Receiver receiver)
        ? Optional.of(receiver.url())
        : Optional.empty();
  }

  /** Whether the console has any way at all. */
  public boolean isSet() {
    return !(way instanceof Way.Unset);
  }

  /** What events must carry so that the app believes them. */
  public String verificationToken() {
    return way instanceof Way.Http(Receiver receiver)
        ? receiver.verificationToken()
        : app.verificationToken();
  }

  /** Brings one callback to the app and waits for its answer. */
  public Delivered deliver(JsonNode event) {
    return switch (way) {
      case Way.LongConnection() -> deliveries.deliver(event, faults.clickType());
      case Way.Http(Receiver receiver) -> post(receiver, event);
      case Way.Unset() ->
          Delivered.failed(Outcome.NOT_CONNECTED, "no way for callbacks is set", Duration.ZERO);
    };
  }

  /** What would be posted for this message now. */
  public CallbackRequest request(JsonNode message) {
    return request(message, Instant.now());
  }

  /** What would have been posted at another time, properly signed. */
  public CallbackRequest request(JsonNode message, Instant signedAt) {
    return receiver().request(message, signedAt);
  }

  /** Sends a request that may have been spoilt, or was sent before, and says what came back. */
  public CallbackAnswer send(CallbackRequest request) {
    return send(request.body().getBytes(StandardCharsets.UTF_8), request.headers());
  }

  /** Sends any bytes. */
  public CallbackAnswer send(byte[] body, Map<String, String> headers) {
    return post.send(receiver().url(), body, headers);
  }

  private Delivered post(Receiver receiver, JsonNode event) {
    // Signed by the real clock: the app compares with its own, which nobody can advance.
    var request = receiver.request(event, Instant.now());
    if (faults.deliveredTwice()) {
      Thread.startVirtualThread(() -> deliver(receiver, request));
    }
    return deliver(receiver, request);
  }

  private Delivered deliver(Receiver receiver, CallbackRequest request) {
    var body = request.body().getBytes(StandardCharsets.UTF_8);
    return post.deliver(receiver.url(), body, request.headers());
  }

  private void shakeHands(Receiver receiver) {
    var challenge = secrets.plainHex(32);
    var greeting =
        Json.object()
            .put("challenge", challenge)
            .put("token", receiver.verificationToken())
            .put("type", "url_verification");
    var answer = deliver(receiver, receiver.request(greeting, Instant.now()));
    if (answer.outcome() != Outcome.ANSWERED) {
      throw new HandshakeFailed(answer.detail());
    }
    if (!answer.data().path("challenge").asText("").equals(challenge)) {
      throw new HandshakeFailed("the answer does not repeat the challenge");
    }
  }

  private Receiver receiver() {
    if (way instanceof Way.Http(Receiver receiver)) {
      return receiver;
    }
    throw new IllegalStateException("callbacks do not go by HTTP");
  }
}
