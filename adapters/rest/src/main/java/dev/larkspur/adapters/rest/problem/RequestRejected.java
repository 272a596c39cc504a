package dev.larkspur.adapters.rest.problem;

import dev.larkspur.adapters.rest.answer.FieldError;
import dev.larkspur.adapters.rest.answer.Problem;
import dev.larkspur.adapters.rest.answer.ProblemCode;
import java.io.Serial;
import java.util.List;

/** Ends the handling of a request that cannot be carried out as it is. */
public final class RequestRejected extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final transient Problem problem;

  private RequestRejected(Problem problem) {
    super(problem.detail(), null, false, false); // nothing of ours went wrong: no stack trace
    this.problem = problem;
  }

  public static RequestRejected because(ProblemCode code, String detail) {
    return new RequestRejected(Problem.of(code, detail));
  }

  public static RequestRejected invalid(String field, String message) {
    return invalid(List.of(new FieldError(field, message)));
  }

  /**
   * @param errors not empty
   */
  public static RequestRejected invalid(List<FieldError> errors) {
    return new RequestRejected(Problem.invalid(errors));
  }

  public Problem problem() {
    return problem;
  }
}
