package dev.larkspur.adapters.rest.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.larkspur.domain.token.PlatformError;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Problem details (RFC 9457) and the members of our own.
 *
 * @param retryable whether the same request can succeed later without anybody doing anything
 */
@Schema(
    description =
        "Problem details (RFC 9457). With authorization_required: `authorization` is the request that"
            + " is open already; if none is, `how_to_ask` is the call to make")
@JsonInclude(JsonInclude.Include.NON_NULL)
@Serdeable(naming = SnakeCaseStrategy.class)
public record Problem(
    @Schema(example = "urn:larkspur:problem:invalid_request") String type,
    @Schema(example = "The request is not valid") String title,
    @Schema(example = "400") int status,
    @Schema(example = "min_ttl: must be a whole number of seconds") String detail,
    ProblemCode code,
    @Schema(description = "Whether the same request can succeed later by itself") boolean retryable,
    @Schema(description = "With invalid_request: each field that is wrong")
        @Nullable List<FieldError> errors,
    @Schema(description = "With insufficient_scope: what the person did not consent to")
        @Nullable List<String> missingScopes,
    @Nullable AuthorizationAnswer authorization,
    @Nullable HowToAsk howToAsk,
    @Schema(
            description = "What the platform said, by its number or its OAuth error name",
            example = "20074")
        @Nullable String platformCode,
    @Schema(description = "What the platform's support asks for") @Nullable String logId) {

  public static Problem of(ProblemCode code, String detail) {
    return of(code, detail, code == ProblemCode.STORE_UNAVAILABLE);
  }

  public static Problem invalid(List<FieldError> errors) {
    var first = errors.getFirst();
    return of(ProblemCode.INVALID_REQUEST, first.field() + ": " + first.message()).with(errors);
  }

  public static Problem insufficientScope(List<String> missing) {
    var plain = of(ProblemCode.INSUFFICIENT_SCOPE, "Ask the person for the missing scopes.");
    return plain.with(null, missing, null, null);
  }

  /** The person is being asked already. */
  public static Problem authorizationRequired(AuthorizationAnswer open) {
    var plain =
        of(ProblemCode.AUTHORIZATION_REQUIRED, "The person was asked and has not answered.");
    return plain.with(null, null, open, null);
  }

  /** Nobody has asked the person yet. */
  public static Problem authorizationRequired(HowToAsk how) {
    var plain = of(ProblemCode.AUTHORIZATION_REQUIRED, "There is no usable token of this person.");
    return plain.with(null, null, null, how);
  }

  /** Not now; the same request may well succeed in a moment. */
  public static Problem passing(ProblemCode code, String detail) {
    return of(code, detail, true);
  }

  private static Problem of(ProblemCode code, String detail, boolean retryable) {
    return new Problem(
        "urn:larkspur:problem:" + code.text(),
        code.title(),
        code.status().getCode(),
        detail,
        code,
        retryable,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /**
   * The platform stands in the way.
   *
   * @param error what it said; null: nothing
   */
  public static Problem ofPlatform(
      ProblemCode code, String detail, boolean retryable, @Nullable PlatformError error) {
    var plain = of(code, detail, retryable);
    return error == null ? plain : plain.with(error);
  }

  private Problem with(PlatformError error) {
    return new Problem(
        type,
        title,
        status,
        detail,
        code,
        retryable,
        errors,
        missingScopes,
        authorization,
        howToAsk,
        error.code(),
        error.logId());
  }

  private Problem with(List<FieldError> errors) {
    return with(errors, null, null, null);
  }

  private Problem with(
      @Nullable List<FieldError> errors,
      @Nullable List<String> missingScopes,
      @Nullable AuthorizationAnswer authorization,
      @Nullable HowToAsk howToAsk) {
    return new Problem(
        type,
        title,
        status,
        detail,
        code,
        retryable,
        errors,
        missingScopes,
        authorization,
        howToAsk,
        platformCode,
        logId);
  }
}
