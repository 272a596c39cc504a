package dev.larkspur.application.host;

import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.PlatformError;
import java.io.Serial;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** There is no valid token at this moment, and the person can do nothing about it. */
public sealed class TokenUnavailable extends RuntimeException permits TokenJustIssued {
  @Serial private static final long serialVersionUID = 1;

  private final transient Person person;
  private final transient @Nullable Duration wait;
  private final transient @Nullable PlatformError error;

  TokenUnavailable(Person person, @Nullable Duration wait, @Nullable PlatformError error) {
    super(
        "no token of "
            + person.openId()
            + (wait == null
                ? " until the settings of app " + person.app() + " are mended"
                : " for now, try again in " + Math.max(1, wait.toSeconds()) + " s")
            + (error == null ? "" : " (the platform says " + error.code() + ")"));
    this.person = person;
    this.wait = wait;
    this.error = error;
  }

  public Person person() {
    return person;
  }

  /** How long to wait at least; empty: until an operator has mended the app's settings. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(wait);
  }

  /** What the platform said; empty: nothing. */
  public Optional<PlatformError> error() {
    return Optional.ofNullable(error);
  }
}
