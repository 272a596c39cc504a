package dev.larkspur.wiring;

import dev.larkspur.application.Entropy;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Time and chance. */
@Factory
final class Clocks {
  /** Ticks in microseconds: what a database keeps, so that what is read equals what was written. */
  @Singleton
  @Secondary
  InstantSource clock() {
    return () -> Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  @Singleton
  @Secondary
  Entropy entropy() {
    return Entropy.secure();
  }
}
