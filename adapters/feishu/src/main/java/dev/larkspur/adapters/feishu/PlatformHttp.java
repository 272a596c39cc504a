package dev.larkspur.adapters.feishu;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.larkspur.application.token.port.PlatformUnavailable;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
    // the request's own timeout ends with the headers; this one bounds the body too
    var answer =
        client.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofString(UTF_8), LONGEST_BODY));
    try {
      var got = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new HttpAnswer(got.statusCode(), got.headers(), got.body());
    } catch (ExecutionException e) {
      throw new PlatformUnavailable(
          doing + ": " + answer.exceptionNow().getClass().getSimpleName(), Duration.ZERO);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new PlatformUnavailable(doing + ": no answer in " + timeout, Duration.ZERO);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new PlatformUnavailable(doing + ": interrupted", Duration.ZERO);
    }
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
