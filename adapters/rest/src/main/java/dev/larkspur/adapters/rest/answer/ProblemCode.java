package dev.larkspur.adapters.rest.answer;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.http.HttpStatus;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;

/** The stable names of what can go wrong. A program decides by these, never by the texts. */
@Schema(description = "What went wrong, for a program to decide by. New codes may be added.")
@Serdeable
public enum ProblemCode {
  @JsonProperty("invalid_request")
  INVALID_REQUEST(HttpStatus.BAD_REQUEST, "The request is not valid"),
  @JsonProperty("unauthenticated")
  UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "A caller's key is needed"),
  @JsonProperty("forbidden")
  FORBIDDEN(HttpStatus.FORBIDDEN, "This key is not good for this"),
  @JsonProperty("insufficient_scope")
  INSUFFICIENT_SCOPE(HttpStatus.FORBIDDEN, "The person consented to less"),
  @JsonProperty("not_found")
  NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such thing"),
  @JsonProperty("authorization_required")
  AUTHORIZATION_REQUIRED(HttpStatus.NOT_FOUND, "The person has to be asked"),
  @JsonProperty("method_not_allowed")
  METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "There is no such call"),
  @JsonProperty("not_acceptable")
  NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "The answer is not to be had in this form"),
  @JsonProperty("conflict")
  CONFLICT(HttpStatus.CONFLICT, "This is not possible in the present state"),
  @JsonProperty("idempotency_mismatch")
  IDEMPOTENCY_MISMATCH(
      HttpStatus.UNPROCESSABLE_ENTITY, "The Idempotency-Key belongs to another request"),
  @JsonProperty("payload_too_large")
  PAYLOAD_TOO_LARGE(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "The request is too large"),
  @JsonProperty("unsupported_media_type")
  UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body is not in a known form"),
  @JsonProperty("rate_limited")
  RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS, "That is too often"),
  @JsonProperty("internal_error")
  INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side"),
  @JsonProperty("platform_error")
  PLATFORM_ERROR(HttpStatus.BAD_GATEWAY, "The platform refuses"),
  @JsonProperty("refresh_unavailable")
  REFRESH_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The token cannot be refreshed now"),
  @JsonProperty("store_unavailable")
  STORE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The store does not answer");

  private final HttpStatus status;
  private final String title;

  ProblemCode(HttpStatus status, String title) {
    this.status = status;
    this.title = title;
  }

  public HttpStatus status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** The name that callers see. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
