package dev.larkspur.adapters.rest.answer;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.larkspur.domain.token.GrantState;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** What can be had from a grant, in the words of the outside. */
@Schema(
    name = "GrantState",
    description =
        "What can be had from it. active: a token, at once or after a refresh. uncertain: its token"
            + " as long as it lasts; an answer of the platform's was lost, so nobody knows yet whether"
            + " there will be another. needs_reauthorization: nothing new, the person has to be asked."
            + " revoked: nothing")
@Serdeable
public enum GrantStateName {
  @JsonProperty("active")
  ACTIVE,
  @JsonProperty("uncertain")
  UNCERTAIN,
  @JsonProperty("needs_reauthorization")
  NEEDS_REAUTHORIZATION,
  @JsonProperty("revoked")
  REVOKED;

  static GrantStateName of(GrantState state) {
    return switch (state) {
      case ACTIVE -> ACTIVE;
      case UNCERTAIN -> UNCERTAIN;
      case NEEDS_REAUTHORIZATION -> NEEDS_REAUTHORIZATION;
      case REVOKED -> REVOKED;
    };
  }
}
