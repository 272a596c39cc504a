package dev.larkspur.adapters.rest.admin;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Documents what a request for another key may hold. */
@Schema(name = "KeyRotationRequest", description = "How a key is to be replaced; may be absent")
record KeyRotationShape(
    @Schema(
            description = "For how many seconds the old key stays good; left out: an hour",
            minimum = "0",
            maximum = "604800",
            defaultValue = "3600",
            example = "3600")
        @Nullable Integer overlap) {}
