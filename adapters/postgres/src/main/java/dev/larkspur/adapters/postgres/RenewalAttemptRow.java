package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code larkspur.renewal_attempt}. */
@MappedEntity(value = "renewal_attempt", schema = "larkspur")
record RenewalAttemptRow(
    @Id UUID id,
    String appId,
    String openId,
    long epoch,
    Kind kind,
    String owner,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Outcome outcome,
    @Nullable String errorCode) {

  /** Whether it is the presentation, or the probe of one whose answer was lost. */
  enum Kind {
    FIRST,
    PROBE
  }

  /** How it ended. */
  enum Outcome {
    RENEWED,
    TURNED_AWAY,
    NO_ANSWER,
    REFUSED
  }
}
