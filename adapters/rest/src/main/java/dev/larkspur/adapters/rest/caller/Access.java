package dev.larkspur.adapters.rest.caller;

import dev.larkspur.adapters.rest.answer.ProblemCode;
import dev.larkspur.adapters.rest.problem.RequestRejected;
import dev.larkspur.domain.access.Caller;
import dev.larkspur.domain.access.Operation;
import dev.larkspur.domain.access.Reach;
import dev.larkspur.domain.identity.Person;

/**
 * Checks a caller's rights. Who may not is told the same whether or not the thing exists: only those
 * who may reach everybody learn that something is not there.
 */
public final class Access {
  /**
   * @throws RequestRejected if {@code caller} may not
   */
  public static void require(Caller caller, Operation operation, Person person) {
    if (!caller.may(operation, person)) {
      throw forbidden();
    }
  }

  /**
   * @throws RequestRejected if {@code caller} may not do so for everybody
   */
  public static void requireForEveryone(Caller caller, Operation operation) {
    var everyone = Reach.EVERYONE.equals(caller.reach());
    if (!caller.administrator() && !(everyone && caller.operations().contains(operation))) {
      throw forbidden();
    }
  }

  /**
   * @throws RequestRejected if {@code caller} is none
   */
  public static void requireAdministrator(Caller caller) {
    if (!caller.administrator()) {
      throw forbidden();
    }
  }

  private static RequestRejected forbidden() {
    return RequestRejected.because(
        ProblemCode.FORBIDDEN, "The key is not good for this call, or not for this app or person.");
  }

  private Access() {}
}
