package dev.larkspur.adapters.rest.problem;

import dev.larkspur.adapters.rest.answer.Problem;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.http.server.exceptions.NotAllowedException;
import io.micronaut.web.router.exceptions.RoutingException;

/**
 * What a controller of ours answers when it throws. Declared by each controller and not for the
 * whole server, so that a host application's own error handling stays as it is.
 */
public interface AnswersProblems {
  @Error
  default HttpResponse<?> threw(HttpRequest<?> request, Throwable thrown) {
    return switch (thrown) {
      case TurnedAway before -> before.answer(); // a controller is asked, though it was not reached
      case RequestRejected rejected -> Problems.answer(rejected.problem());
      case NotAllowedException e ->
          ofStatus(request, e.getStatus(), e)
              .header(HttpHeaders.ALLOW, String.join(", ", e.getAllowedMethods()));
      case HttpStatusException e -> ofStatus(request, e.getStatus(), e);
      case ContentLengthExceededException e ->
          ofStatus(request, HttpStatus.REQUEST_ENTITY_TOO_LARGE, e);
      case RoutingException e -> ofStatus(request, HttpStatus.BAD_REQUEST, e);
      case RuntimeException e when isOfTheHostsLogin(e) ->
          Problems.unauthenticated(
              "The application around Larkspur wants a login of its own for this path. With"
                  + " micronaut-security, its intercept-url-map has to leave it to isAnonymous().",
              "Bearer");
      default -> Problems.failure(request, thrown);
    };
  }

  /** Of micronaut-security, which a host may have; we do not. */
  private static boolean isOfTheHostsLogin(RuntimeException thrown) {
    return thrown
        .getClass()
        .getName()
        .equals("io.micronaut.security.authentication.AuthorizationException");
  }

  private static MutableHttpResponse<Problem> ofStatus(
      HttpRequest<?> request, HttpStatus status, Throwable thrown) {
    return Problems.ofStatus(status.getCode())
        .map(Problems::answer)
        .orElseGet(() -> Problems.failure(request, thrown));
  }
}
