package dev.larkspur.adapters.rest.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.larkspur.application.keys.port.Rotation;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far the rotation of the data key is. */
@Schema(name = "Rotation", description = "How far the rotation of the data key is")
@JsonInclude(JsonInclude.Include.NON_NULL)
@Serdeable(naming = SnakeCaseStrategy.class)
public record RotationAnswer(
    State state,
    @Schema(description = "Absent: there never was a rotation") @Nullable Instant startedAt,
    @Schema(description = "Absent: it is not over") @Nullable Instant finishedAt,
    @Schema(description = "Rows that there are to do", example = "100000") long total,
    @Schema(description = "Rows that were done", example = "25000") long done,
    @Schema(example = "25") int percent,
    @Schema(description = "Seconds until all rows are done, if that can be told", example = "60")
        @Nullable Long etaSeconds,
    @Schema(description = "Ciphertexts that no key opens: they were tampered with, and are left")
        long broken,
    List<Table> tables) {
  static final RotationAnswer IDLE =
      new RotationAnswer(State.IDLE, null, null, 0, 0, 0, null, 0, List.of());

  /** Where it stands, in the words of the outside. */
  @Schema(
      name = "RotationState",
      description =
          "idle: there never was one. adding: instances get to know the new key. reencrypting: the"
              + " new key seals, and the rest is sealed anew. retiring: the old keys are about to"
              + " go. done: they are gone")
  @Serdeable
  public enum State {
    @JsonProperty("idle")
    IDLE,
    @JsonProperty("adding")
    ADDING,
    @JsonProperty("reencrypting")
    REENCRYPTING,
    @JsonProperty("retiring")
    RETIRING,
    @JsonProperty("done")
    DONE;

    static State of(Rotation.State state) {
      return switch (state) {
        case ADDING -> ADDING;
        case REENCRYPTING -> REENCRYPTING;
        case RETIRING -> RETIRING;
        case DONE -> DONE;
      };
    }
  }

  /** A table's part. */
  @Schema(name = "RotationTable", description = "A table's part in it")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Serdeable(naming = SnakeCaseStrategy.class)
  public record Table(
      @Schema(example = "grants") String table, long total, long done, long broken) {}

  public static RotationAnswer of(Rotation rotation) {
    var left = rotation.left();
    return new RotationAnswer(
        State.of(rotation.state()),
        Times.shown(rotation.startedAt()),
        Times.shownOrNull(rotation.finishedAt()),
        rotation.total(),
        rotation.done(),
        rotation.percent(),
        left == null ? null : left.toSeconds(),
        rotation.broken(),
        rotation.tables().stream()
            .map(t -> new Table(t.name(), t.total(), t.done(), t.broken()))
            .toList());
  }
}
