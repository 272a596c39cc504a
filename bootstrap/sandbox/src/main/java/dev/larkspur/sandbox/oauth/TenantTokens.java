package dev.larkspur.sandbox.oauth;

import dev.larkspur.sandbox.world.SandboxClock;
import dev.larkspur.sandbox.world.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The tokens with which the app acts as itself. */
public final class TenantTokens {
  private static final Duration LIFE = Duration.ofHours(2);
  private static final Duration STILL_LONG = Duration.ofMinutes(30);

  /** A token and how long it will do. */
  public record TenantToken(String value, Duration left) {
    @Override
    public String toString() {
      return "TenantToken[" + left + " left]";
    }
  }

  private final SandboxClock clock;
  private final Secrets secrets;
  private final Map<String, Instant> endOf = new HashMap<>();
  private String shortOne = "";
  private String longOne = "";

  TenantTokens(SandboxClock clock, Secrets secrets) {
    this.clock = clock;
    this.secrets = secrets;
  }

  /** The same one as long as it lives for 30 minutes more, else a new one beside it. */
  public synchronized TenantToken current() {
    shortOne = sameOrNew(shortOne, () -> secrets.hex("t-g", 42));
    return new TenantToken(shortOne, left(shortOne));
  }

  /** As {@link #current}, in the form that the newest token endpoint gives out. */
  synchronized TenantToken currentJwt() {
    longOne = sameOrNew(longOne, secrets::jwtLike);
    return new TenantToken(longOne, left(longOne));
  }

  public synchronized boolean isGood(String token) {
    return left(token).isPositive();
  }

  private String sameOrNew(String token, Supplier<String> another) {
    if (left(token).compareTo(STILL_LONG) >= 0) {
      return token;
    }
    var fresh = another.get();
    endOf.put(fresh, clock.instant().plus(LIFE));
    return fresh;
  }

  private Duration left(String token) {
    var end = endOf.getOrDefault(token, Instant.MIN);
    return end.equals(Instant.MIN) ? Duration.ZERO : Duration.between(clock.instant(), end);
  }
}
