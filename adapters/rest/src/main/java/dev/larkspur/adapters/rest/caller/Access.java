package dev.larkspur.adapters.rest.caller;

import dev.larkspur.adapters.rest.answer.ProblemCode;
import dev.larkspur.adapters.rest.problem.RequestRejected;
import dev.larkspur.domain.access.Caller;
import dev.larkspur.domain.access.Operation;
import dev.larkspur.domain.access.Reach;
import dev.larkspur.domain.identity.Person;
import io.micronaut.http.HttpRequest;

/**
 * Checks a caller's rights. Who may not is told the same whether or not the thing exists: only
 * those who may reach everybody learn that something is not there.
 */
public final class Access {
  /**
   * @return who calls
   * @throws RequestRejected if they may not
   */
  public static Caller require(HttpRequest<?> request, Operation operation, Person person) {
    var caller = caller(request);
    if (!caller.may(operation, person)) {
      throw forbidden();
    }
    return caller;
  }

  /**
   * @throws RequestRejected if the caller may not do so for everybody
   */
  public static void requireForEveryone(HttpRequest<?> request, Operation operation) {
    var caller = caller(request);
    var everyone = Reach.EVERYONE.equals(caller.reach());
    if (!caller.administrator() && !(everyone && caller.operations().contains(operation))) {
      throw forbidden();
    }
  }

  /**
   * @return who calls
   * @throws RequestRejected if they are none
   */
  public static Caller requireAdministrator(HttpRequest<?> request) {
    var caller = caller(request);
    if (!caller.administrator()) {
      throw forbidden();
    }
    return caller;
  }

  private static Caller caller(HttpRequest<?> request) {
    if (request.getAttributes().getValue(CallerFilter.CALLER) instanceof Caller caller) {
      return caller;
    }
    throw new IllegalStateException("the request did not pass the filter");
  }

  private static RequestRejected forbidden() {
    return RequestRejected.because(
        ProblemCode.FORBIDDEN, "The key is not good for this call, or not for this app or person.");
  }

  private Access() {}
}
