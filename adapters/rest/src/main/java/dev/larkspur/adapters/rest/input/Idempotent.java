package dev.larkspur.adapters.rest.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.larkspur.adapters.rest.answer.Problem;
import dev.larkspur.adapters.rest.answer.ProblemCode;
import dev.larkspur.adapters.rest.problem.Problems;
import dev.larkspur.adapters.rest.problem.RequestRejected;
import dev.larkspur.application.idempotency.port.AnsweredRequests;
import dev.larkspur.application.idempotency.port.AnsweredRequests.Answer;
import dev.larkspur.application.idempotency.port.AnsweredRequests.Known;
import dev.larkspur.domain.access.Caller;
import dev.larkspur.domain.token.Secret;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a request that is sent again under the same {@code Idempotency-Key} once
 * (draft-ietf-httpapi-idempotency-key-header-07), at whichever instance, and gives the same answer
 * again for a day. A key belongs to the caller who sent it.
 *
 * <p>Only what was done is kept: a request that was refused may be mended and sent again. Where an
 * instance died at it nobody knows what was done; after a minute it is done again.
 */
@Singleton
public final class Idempotent {
  private static final String HEADER = "Idempotency-Key";
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,255}");
  private static final Duration ABANDONED = Duration.ofMinutes(1); // longer than any request takes
  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(Idempotent.class);

  private final AnsweredRequests requests;
  private final JsonMapper json;
  private final InstantSource clock;

  Idempotent(AnsweredRequests requests, JsonMapper json, InstantSource clock) {
    this.requests = requests;
    this.json = json;
    this.clock = clock;
  }

  /**
   * @param body of the request, as it came
   * @param work may be left out, if it was done before
   * @throws RequestRejected if the header makes no sense
   */
  public HttpResponse<?> once(
      HttpRequest<?> request, Caller caller, byte[] body, Supplier<HttpResponse<?>> work) {
    var given = request.getHeaders().getAll(HEADER);
    if (given.isEmpty()) {
      return work.get();
    }
    if (given.size() > 1 || !KEY.matcher(given.getFirst()).matches()) {
      throw RequestRejected.invalid(
          HEADER, "must be 1 to 255 visible ASCII characters, given once");
    }
    var id = hash((caller.id() + " " + given.getFirst()).getBytes(UTF_8));
    var content = hash((request.getPath() + "\n" + hash(body)).getBytes(UTF_8));
    var now = clock.instant();
    return switch (requests.begin(id, content, now, now.minus(ABANDONED))) {
      case Known.Fresh() -> kept(id, now, work);
      case Known.Answered(var answer) -> again(answer);
      case Known.UnderWay() ->
          Problems.answer(
              Problem.passing(
                  ProblemCode.CONFLICT, "A request with this Idempotency-Key is being done."),
              A_MOMENT);
      case Known.Other() ->
          Problems.answer(
              Problem.of(
                  ProblemCode.IDEMPOTENCY_MISMATCH,
                  "This Idempotency-Key was used for another request."));
    };
  }

  private HttpResponse<?> kept(String id, Instant begun, Supplier<HttpResponse<?>> work) {
    HttpResponse<?> response;
    try {
      response = work.get();
    } catch (RuntimeException | Error e) {
      tell(() -> requests.forget(id, begun));
      throw e;
    }
    tell(
        () -> {
          if (response.code() < 300) {
            requests.answered(id, begun, answer(response));
          } else {
            requests.forget(id, begun);
          }
        });
    return response;
  }

  /** What was done is done, and what it came to is told, whether or not it can be kept. */
  private static void tell(Runnable store) {
    try {
      store.run();
    } catch (RuntimeException e) {
      LOG.warn("How a request was answered cannot be kept; sent again, it is done again", e);
    }
  }

  private Answer answer(HttpResponse<?> response) {
    try {
      var body = new String(json.writeValueAsBytes(response.body()), UTF_8);
      var location = response.getHeaders().get(HttpHeaders.LOCATION);
      return new Answer(response.code(), location, new Secret(body));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot keep an answer", e);
    }
  }

  private static HttpResponse<?> again(Answer answer) {
    var response =
        HttpResponse.status(answer.status(), null)
            .contentType(MediaType.APPLICATION_JSON_TYPE)
            .body(answer.body().reveal().getBytes(UTF_8));
    return answer.location() == null
        ? response
        : response.header(HttpHeaders.LOCATION, answer.location());
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
