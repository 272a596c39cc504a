package dev.larkspur.sandbox.callback;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larkspur.sandbox.transport.Delivered;
import dev.larkspur.sandbox.transport.Delivered.Outcome;
import dev.larkspur.sandbox.world.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Posts to the app and waits, in real time, as long as the platform would; follows no redirect. */
final class Post {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Duration patience;

  Post(Duration patience) {
    this.patience = patience;
  }

  /** The answer as it is, or an exception if there was none. */
  CallbackAnswer send(URI url, byte[] body, Map<String, String> headers) {
    try {
      return exchange(url, body, headers);
    } catch (TimeoutException e) {
      throw new UncheckedIOException(new IOException("no answer within " + patience, e));
    } catch (ExecutionException e) {
      throw new UncheckedIOException(new IOException("the app could not be reached", e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an answer", e);
    }
  }

  /** What became of a callback, as the platform sees it. */
  Delivered deliver(URI url, byte[] body, Map<String, String> headers) {
    long started = System.nanoTime();
    try {
      return judge(exchange(url, body, headers), since(started));
    } catch (TimeoutException e) {
      return Delivered.failed(Outcome.TIMED_OUT, "no answer within " + patience, since(started));
    } catch (ExecutionException e) {
      return isUnresolved(e)
          ? Delivered.failed(Outcome.UNKNOWN_HOST, "the host has no address", since(started))
          : Delivered.failed(Outcome.UNREACHABLE, "the line broke or never was", since(started));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Delivered.failed(Outcome.TIMED_OUT, "interrupted", since(started));
    }
  }

  private CallbackAnswer exchange(URI url, byte[] body, Map<String, String> headers)
      throws TimeoutException, ExecutionException, InterruptedException {
    var request = HttpRequest.newBuilder(url).POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    var answer = HTTP.sendAsync(request.build(), BodyHandlers.ofString());
    try {
      var response = answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      return new CallbackAnswer(response.statusCode(), response.body());
    } finally {
      answer.cancel(true);
    }
  }

  private static Delivered judge(CallbackAnswer answer, Duration took) {
    if (answer.status() != 200) {
      return Delivered.failed(Outcome.NOT_OK, "the app answered HTTP " + answer.status(), took);
    }
    return Json.read(answer.body())
        .filter(JsonNode::isObject)
        .map(json -> new Delivered(Outcome.ANSWERED, json, "", took))
        .orElseGet(() -> Delivered.failed(Outcome.BAD_BODY, "the answer is no JSON object", took));
  }

  private static boolean isUnresolved(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return true;
      }
    }
    return false;
  }

  private static Duration since(long started) {
    return Duration.ofNanos(System.nanoTime() - started);
  }
}
