package dev.larkspur.adapters.rest.answer;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** What is wrong with one part of a request. */
@Schema(description = "What is wrong with one part of a request")
@Serdeable
public record FieldError(
    @Schema(
            description = "A path or query parameter, a header, or a property of the body",
            example = "card.to.type")
        String field,
    @Schema(example = "must be one of open_id, user_id, union_id, email, chat_id")
        String message) {}
