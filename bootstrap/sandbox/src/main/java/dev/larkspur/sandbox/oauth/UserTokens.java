package dev.larkspur.sandbox.oauth;

import dev.larkspur.sandbox.web.OAuthError;
import dev.larkspur.sandbox.world.Faults;
import dev.larkspur.sandbox.world.SandboxClock;
import dev.larkspur.sandbox.world.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tokens with which the app acts as a person: issued, rotated, ended. */
public final class UserTokens {
  /** A live access token. */
  public record Access(String openId, Set<String> scopes) {}

  /** What is to be said about a token that somebody presents. */
  public sealed interface Verdict {
    record Good(Access access) implements Verdict {}

    record Expired() implements Verdict {}

    record Unknown() implements Verdict {}
  }

  private static final class Issued {
    final Consent consent;
    Instant endsAt;
    boolean used;
    boolean revoked;

    Issued(Consent consent, Instant endsAt) {
      this.consent = consent;
      this.endsAt = endsAt;
    }
  }

  private final SandboxClock clock;
  private final Secrets secrets;
  private final Faults faults;
  private final Lives lives;
  private final Map<String, Issued> accesses = new HashMap<>();
  private final Map<String, Issued> refreshes = new HashMap<>();
  private final Map<String, String> accessOfRefresh = new HashMap<>();

  UserTokens(SandboxClock clock, Secrets secrets, Faults faults, Lives lives) {
    this.clock = clock;
    this.secrets = secrets;
    this.faults = faults;
    this.lives = lives;
  }

  synchronized TokenPair issue(Consent consent) {
    var now = clock.instant();
    var access = secrets.jwtLike();
    accesses.put(access, new Issued(consent, now.plus(lives.access())));
    if (!consent.allowsRefresh() || faults.refreshTokensWithheld()) {
      return new TokenPair(access, lives.access(), Optional.empty(), Duration.ZERO, consent);
    }
    var end = earlier(now.plus(lives.refresh()), consent.endsAt());
    var refresh = secrets.jwtLike();
    refreshes.put(refresh, new Issued(consent, end));
    accessOfRefresh.put(refresh, access);
    return new TokenPair(
        access, lives.access(), Optional.of(refresh), Duration.between(now, end), consent);
  }

  /** The next pair; the refresh token is spent from here on, whether or not the answer arrives. */
  synchronized TokenPair rotate(String refreshToken, Set<String> narrowedTo) {
    var spent = refreshes.get(refreshToken);
    if (spent == null) {
      throw invalid(20026, "The refresh token passed is invalid");
    }
    if (spent.revoked) {
      throw invalid(20064, "The refresh token has been revoked");
    }
    if (spent.used) {
      throw invalid(20073, "The refresh token has been used");
    }
    if (!clock.instant().isBefore(spent.endsAt)) {
      throw invalid(20037, "The refresh token has expired");
    }
    var scopes = spent.consent.scopes();
    if (!scopes.containsAll(narrowedTo)) {
      throw new OAuthError(20068, "invalid_scope", "The scope exceeds what was granted");
    }
    spent.used = true;
    fade(accessOfRefresh.getOrDefault(refreshToken, ""));
    var kept = narrowedTo.isEmpty() ? scopes : narrowedTo;
    return issue(new Consent(spent.consent.openId(), kept, spent.consent.at()));
  }

  public synchronized Verdict judge(String accessToken) {
    var access = accesses.get(accessToken);
    if (access == null || access.revoked) {
      return new Verdict.Unknown();
    }
    return clock.instant().isBefore(access.endsAt)
        ? new Verdict.Good(new Access(access.consent.openId(), access.consent.scopes()))
        : new Verdict.Expired();
  }

  /** False if there never was such a token. */
  synchronized boolean revoke(String token) {
    var issued = accesses.getOrDefault(token, refreshes.get(token));
    if (issued == null) {
      return false;
    }
    issued.revoked = true;
    if (faults.revokingEndsFamily()) {
      revokeFamily(issued.consent.openId(), issued.consent.at());
    }
    return true;
  }

  /** Ends everything that a person ever allowed, as when they withdraw their consent. */
  public synchronized void revokeAll(String openId) {
    accesses.values().forEach(it -> it.revoked |= it.consent.openId().equals(openId));
    refreshes.values().forEach(it -> it.revoked |= it.consent.openId().equals(openId));
  }

  private void revokeFamily(String openId, Instant consentedAt) {
    for (var all : List.of(accesses.values(), refreshes.values())) {
      for (var it : all) {
        it.revoked |= it.consent.openId().equals(openId) && it.consent.at().equals(consentedAt);
      }
    }
  }

  private void fade(String accessToken) {
    var access = accesses.get(accessToken);
    if (access != null) {
      access.endsAt = earlier(access.endsAt, clock.instant().plus(Lives.GRACE));
    }
  }

  private static OAuthError invalid(int code, String description) {
    return new OAuthError(code, "invalid_grant", description);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
