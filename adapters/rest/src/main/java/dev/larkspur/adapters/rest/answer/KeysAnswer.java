package dev.larkspur.adapters.rest.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** All services' keys, the oldest first. */
@Schema(name = "Keys", description = "All services' keys, the oldest first")
@JsonInclude(JsonInclude.Include.ALWAYS)
@Serdeable
public record KeysAnswer(List<KeyAnswer> keys) {}
