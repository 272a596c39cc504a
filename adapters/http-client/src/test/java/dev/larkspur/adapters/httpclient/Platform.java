package dev.larkspur.adapters.httpclient;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Answers calls as it is told, and otherwise well. */
final class Platform implements AutoCloseable {
  /**
   * A call as it came.
   *
   * @param authorization null: there was no such header
   */
  record Call(String path, @Nullable String authorization, String body) {}

  private record Answer(int status, String body, @Nullable URI location, Runnable before) {}

  private final HttpServer server;
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>(new ArrayDeque<>());
  final List<Call> calls = new CopyOnWriteArrayList<>();

  Platform() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The next call that has no answer yet is refused. */
  void refuse(int status, String body) {
    refuse(status, body, () -> {});
  }

  /**
   * @param before is done while the call is under way
   */
  void refuse(int status, String body, Runnable before) {
    answers.add(new Answer(status, body, null, before));
  }

  void redirect(URI to) {
    answers.add(new Answer(307, "", to, () -> {}));
  }

  private void answer(HttpExchange call) throws IOException {
    try (call) {
      var body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      calls.add(
          new Call(
              call.getRequestURI().toString(),
              call.getRequestHeaders().getFirst("Authorization"),
              body));
      var answer = answers.poll();
      if (answer == null) {
        answer = new Answer(200, "well", null, () -> {});
      }
      answer.before().run();
      if (answer.location() != null) {
        call.getResponseHeaders().add("Location", answer.location().toString());
      }
      call.getResponseHeaders()
          .add("Content-Type", answer.status() == 200 ? "text/plain" : "application/json");
      var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      call.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      call.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
