package dev.larkspur.adapters.feishu;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.larkspur.application.token.port.PlatformUnavailable;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/** Calls over HTTP, bounded in time and size. Logs nothing. */
public final class PlatformHttp implements AutoCloseable {
  private static final long LONGEST_BODY = 64 * 1024;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client;
  private final Duration timeout;

  PlatformHttp(Duration connectTimeout, Duration timeout) {
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(connectTimeout)
            .executor(threads)
            .followRedirects(Redirect.NEVER) // requests carry secrets
            .version(Version.HTTP_1_1)
            .build();
  }

  /**
   * @param doing for messages; without secrets
   * @throws PlatformUnavailable if no answer came in time, or one too large
   */
  public HttpAnswer send(HttpRequest request, String doing) {
    return switch (exchange(request, timeout)) {
      case Exchange.Answered(var answer) -> answer;
      case Exchange.NotSent(var why) ->
          throw new PlatformUnavailable(doing + ": " + why, Duration.ZERO);
      case Exchange.Lost(var why) ->
          throw new PlatformUnavailable(doing + ": " + why, Duration.ZERO);
    };
  }

  /** For those to whom it matters whether the request can have left. Never repeats it. */
  public Exchange exchange(HttpRequest request, Duration within) {
    // the request's own timeout ends with the headers; this one bounds the body too
    var answer =
        client.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofString(UTF_8), LONGEST_BODY));
    try {
      var got = within(within, answer);
      return new Exchange.Answered(new HttpAnswer(got.statusCode(), got.headers(), got.body()));
    } catch (ExecutionException e) {
      var why = answer.exceptionNow();
      return neverLeft(why)
          ? new Exchange.NotSent(why.getClass().getSimpleName())
          : new Exchange.Lost(why.getClass().getSimpleName());
    } catch (TimeoutException e) {
      answer.cancel(true);
      return new Exchange.Lost("no answer in " + within);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return new Exchange.Lost("interrupted");
    }
  }

  /**
   * Waits in two parts: a process that was stopped finds the first over when it goes on, and the
   * answer there, but not yet read.
   */
  private static <T> T within(Duration limit, CompletableFuture<T> answer)
      throws ExecutionException, TimeoutException, InterruptedException {
    var last = limit.dividedBy(10);
    try {
      return answer.get(limit.minus(last).toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return answer.get(last.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** No connection came about, and the client makes one before it sends a byte. */
  private static boolean neverLeft(Throwable failure) {
    return failure instanceof ConnectException
        || failure instanceof HttpConnectTimeoutException
        || failure instanceof UnresolvedAddressException
        || failure instanceof SSLHandshakeException;
  }

  /** For what is not one request and one answer. */
  public HttpClient client() {
    return client;
  }

  @Override
  public void close() {
    client.shutdownNow();
    threads.shutdown();
  }
}
