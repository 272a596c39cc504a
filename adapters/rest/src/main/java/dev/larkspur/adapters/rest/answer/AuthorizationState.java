package dev.larkspur.adapters.rest.answer;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.larkspur.domain.authorization.AuthSession;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** How far an authorization has come, in the words of the outside. */
@Schema(description = "How far it has come")
@Serdeable
public enum AuthorizationState {
  @JsonProperty("pending")
  PENDING,
  @JsonProperty("awaiting_consent")
  AWAITING_CONSENT,
  @JsonProperty("completed")
  COMPLETED,
  @JsonProperty("declined")
  DECLINED,
  @JsonProperty("expired")
  EXPIRED,
  @JsonProperty("failed")
  FAILED,
  @JsonProperty("cancelled")
  CANCELLED;

  public static AuthorizationState of(AuthSession session) {
    return switch (session) {
      case AuthSession.Requested _, AuthSession.Preparing _ -> PENDING;
      case AuthSession.AwaitingConsent _, AuthSession.Exchanging _, AuthSession.Verifying _ ->
          AWAITING_CONSENT;
      case AuthSession.Granted _, AuthSession.Withdrawn _ -> COMPLETED;
      case AuthSession.Denied _ -> DECLINED;
      case AuthSession.Expired _ -> EXPIRED;
      case AuthSession.Failed _ -> FAILED;
      case AuthSession.Cancelled _ -> CANCELLED;
    };
  }
}
