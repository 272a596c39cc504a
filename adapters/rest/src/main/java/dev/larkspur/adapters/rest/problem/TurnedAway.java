package dev.larkspur.adapters.rest.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.io.Serial;

/** A request goes no further than the filter; the answer says why. */
public final class TurnedAway extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final transient HttpResponse<?> answer;

  public TurnedAway(HttpResponse<?> answer) {
    super("turned away", null, false, false);
    this.answer = answer;
  }

  /**
   * Whoever shows no key, or none that is good.
   *
   * @param challenge for {@code WWW-Authenticate} (RFC 6750 section 3)
   */
  public static TurnedAway stranger(String detail, String challenge) {
    return new TurnedAway(Problems.unauthenticated(detail, challenge));
  }

  HttpResponse<?> answer() {
    return answer;
  }

  /** Gives the answer; of our own exception only, so that a host's handling stays as it is. */
  @Singleton
  static final class Handler implements ExceptionHandler<TurnedAway, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes") // as it is declared
    public HttpResponse<?> handle(HttpRequest request, TurnedAway exception) {
      return exception.answer;
    }
  }
}
