package dev.larkspur.adapters.rest.admin;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Documents what {@link KeyBody} reads. */
@Schema(name = "KeyRequest", description = "The key that is wanted")
record KeyShape(
    @Schema(maxLength = 100, example = "reporting service") String name,
    @Schema(ref = "#/components/schemas/Apps") Object apps,
    @Schema(
            description = "The only people it is good for; left out: all of them",
            example = "[\"ou_d4e5f6\"]")
        @Nullable List<String> users,
    @Schema(
            description = "Of tokens:read, authorizations:write, grants:read, grants:write",
            example = "[\"tokens:read\", \"authorizations:write\"]")
        List<String> operations,
    @Schema(description = "Left out: never", example = "2030-01-31T00:00:00Z")
        @Nullable Instant expiresAt,
    @Schema(
            description =
                "How many calls a second it may make at each instance; left out: as many as any"
                    + " (`LARKSPUR_REST_PER_SECOND`)",
            minimum = "1",
            maximum = "1000000",
            example = "100")
        @Nullable Integer perSecond) {}
