package dev.larkspur.adapters.rest.admin;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Documents what a request for a rotation may hold. */
@Schema(name = "RotationRequest", description = "How the data key is to be rotated; may be absent")
record RotationShape(
    @Schema(
            description = "true: only say what would be re-encrypted; the same as the parameter",
            example = "true")
        @Nullable Boolean dryRun) {}
