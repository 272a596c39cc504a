package dev.larkspur.adapters.rest.answer;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** The call that asks the person. */
@Schema(description = "The call that asks the person")
@Serdeable
public record HowToAsk(
    @Schema(example = "POST") String method,
    @Schema(example = "/v1/apps/cli_a1b2c3/users/ou_d4e5f6/authorizations") String path) {}
