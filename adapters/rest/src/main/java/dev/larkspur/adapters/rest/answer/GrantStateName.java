package dev.larkspur.adapters.rest.answer;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.larkspur.domain.token.GrantState;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** What can be had from a grant, in the words of the outside. */
@Schema(name = "GrantState", description = "What can be had from it")
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
