package dev.larkspur.wiring;

import dev.larkspur.application.keys.port.DataKeyRing;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The rounds in which each instance keeps up with the keys and does its part of a rotation. */
@Factory
@Requires(beans = DataKeyRing.class)
final class KeyRounds {
  /** A rotation reckons with instances that look at the keys this often. */
  private static final Duration PERIOD = Duration.ofSeconds(5);

  @Singleton
  @Named("keys")
  @Bean(preDestroy = "close")
  Worker keys(DataKeyRing ring, ReencryptionProperties settings) {
    var pause = Settings.reencryptionPause(settings.pause()).toNanos();
    return new Worker(
        "keys",
        PERIOD,
        () -> {
          boolean more = ring.advance();
          if (more) {
            LockSupport.parkNanos(pause); // let the others have the database
          }
          return more;
        });
  }
}
