package dev.larkspur.adapters.feishu;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Answers every request with a canned answer, and remembers what was asked. */
public final class StubPlatform implements AutoCloseable {
  /** A request as it arrived. */
  public record Asked(String method, String path, Map<String, List<String>> headers, String body) {}

  private final HttpServer server;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final Map<String, String> headers = new HashMap<>();
  private int status = 200;
  private final Map<String, String> bodies = new ConcurrentHashMap<>();
  private String body = "{}";
  private boolean mute;

  public StubPlatform() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  /** From now on. */
  public StubPlatform answers(int status, String body, String... headers) {
    this.status = status;
    this.body = body;
    this.headers.clear();
    for (int i = 0; i < headers.length; i += 2) {
      this.headers.put(headers[i], headers[i + 1]);
    }
    return this;
  }

  /** From now on, with 200, where a path begins like this. */
  public StubPlatform answersAt(String path, String body) {
    bodies.put(path, body);
    return this;
  }

  /** Takes requests and cuts the line. */
  public StubPlatform saysNothing() {
    mute = true;
    return this;
  }

  public List<Asked> asked() {
    return asked;
  }

  public FeishuApp app(FeishuProperties properties) {
    return apps(properties).feishu().getFirst();
  }

  /** Waits of five seconds at most. */
  public static FeishuProperties quick(@Nullable String redirectUrl) {
    var wait = Duration.ofSeconds(5);
    return new FeishuProperties("/oauth/v3/token", wait, wait, wait, redirectUrl, false);
  }

  /** One app whose platform this is. */
  public FeishuApps apps(FeishuProperties properties) {
    var url = "http://127.0.0.1:" + server.getAddress().getPort();
    var given =
        new FeishuAppProperties(
            "main", ID, SECRET, "Reports", null, null, url, url, url, null, null, null);
    return new FeishuApps(List.of(given), properties, () -> NOON);
  }

  public static final String ID = "cli_a1b2c3d4e5f60718";
  public static final String SECRET = "0123456789abcdef0123456789ABCDEF";
  public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var sent = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      asked.add(
          new Asked(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              Map.copyOf(exchange.getRequestHeaders()),
              sent));
      if (mute) {
        return;
      }
      headers.forEach(exchange.getResponseHeaders()::add);
      var bytes = bodyAt(exchange.getRequestURI().getPath()).getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private String bodyAt(String path) {
    return bodies.entrySet().stream()
        .filter(entry -> path.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(body);
  }

  public static @Nullable String header(Asked asked, String name) {
    return asked.headers().entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(header -> header.getValue().getFirst())
        .findFirst()
        .orElse(null);
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
