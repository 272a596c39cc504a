package dev.larkspur.sandbox.oauth;

import dev.larkspur.sandbox.web.OAuthError;
import dev.larkspur.sandbox.world.Faults;
import dev.larkspur.sandbox.world.Fingerprint;
import dev.larkspur.sandbox.world.SandboxClock;
import dev.larkspur.sandbox.world.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tokens with which the app acts as a person: issued, rotated, ended, counted. */
public final class UserTokens {
  /** How many replaced access tokens are still told apart from those that never were. */
  private static final int REPLACED_KEPT = 100_000;

  /** Whom an access token speaks for, and what it may do. */
  public record Access(String openId, Set<String> scopes) {}

  /** What is to be said about a token that somebody presents. */
  public sealed interface Verdict {
    record Good(Access access) implements Verdict {}

    record Expired(Access access) implements Verdict {}

    /** Never issued, revoked, or too long replaced. */
    record Unknown() implements Verdict {}
  }

  private final SandboxClock clock;
  private final Secrets secrets;
  private final Faults faults;
  private final Lives lives;

  // By fingerprint, because a long run issues more tokens than the heap could hold.
  private final Map<Fingerprint, IssuedAccess> accesses = new HashMap<>();
  private final Map<Fingerprint, IssuedRefresh> refreshes = new HashMap<>();
  private final Deque<IssuedAccess> replaced = new ArrayDeque<>();
  private final Map<String, Account> accounts = new HashMap<>();
  private final Tally presentations = new Tally();
  private long rotationsIssued;
  private long rotationsDelivered;

  UserTokens(SandboxClock clock, Secrets secrets, Faults faults, Lives lives) {
    this.clock = clock;
    this.secrets = secrets;
    this.faults = faults;
    this.lives = lives;
  }

  /** The first pair of a consent. */
  synchronized TokenPair issue(Consent consent) {
    var account = accounts.computeIfAbsent(consent.openId(), Account::new);
    var family = new Family(account, clock.instant().plus(lives.consent()));
    account.families.add(family);
    return pair(family, consent.scopes());
  }

  /** Counts one presentation of a refresh token, whatever becomes of it. */
  synchronized void present(String refreshToken) {
    present(refreshes.get(Fingerprint.of(refreshToken)));
  }

  /**
   * Presents a refresh token for the next pair; it is spent from here on, whether or not the answer
   * arrives.
   */
  synchronized TokenPair rotate(String refreshToken, Set<String> narrowedTo) {
    var token = refreshes.get(Fingerprint.of(refreshToken));
    present(token);
    if (token == null) {
      throw RefreshRefusal.INVALID.asError();
    }
    if (token.isRevoked()) {
      throw RefreshRefusal.REVOKED.asError();
    }
    if (token.spent) {
      throw RefreshRefusal.USED.asError();
    }
    if (!clock.instant().isBefore(token.endsAt)) {
      throw RefreshRefusal.EXPIRED.asError();
    }
    if (!token.scopes.containsAll(narrowedTo)) {
      throw new OAuthError(20068, "invalid_scope", "The scope exceeds what was granted");
    }
    spend(token);
    token.family.account.issued++;
    rotationsIssued++;
    return pair(token.family, narrowedTo.isEmpty() ? token.scopes : Set.copyOf(narrowedTo));
  }

  /** The answer with this pair, the outcome of a refresh, was handed over whole. */
  synchronized void delivered(TokenPair pair) {
    rotationsDelivered++;
    accounts.computeIfAbsent(pair.openId(), Account::new).delivered++;
  }

  /** Whether the platform takes this access token now, and whose it is. */
  public synchronized Verdict judge(String accessToken) {
    var token = accesses.get(Fingerprint.of(accessToken));
    if (token == null || token.isRevoked()) {
      return new Verdict.Unknown();
    }
    var access = new Access(token.family.account.openId, token.scopes);
    return clock.instant().isBefore(token.endsAt)
        ? new Verdict.Good(access)
        : new Verdict.Expired(access);
  }

  /** False if there never was such a token. */
  synchronized boolean revoke(String token) {
    var print = Fingerprint.of(token);
    var access = accesses.get(print);
    var refresh = refreshes.get(print);
    if (access != null) {
      access.revoked = true;
      access.family.revoked |= faults.revokingEndsFamily();
    }
    if (refresh != null) {
      refresh.revoked = true;
      refresh.family.revoked |= faults.revokingEndsFamily();
    }
    return access != null || refresh != null;
  }

  /** Ends everything that a person ever allowed, as when they withdraw their consent. */
  public synchronized void revokeAll(String openId) {
    account(openId).families.forEach(family -> family.revoked = true);
  }

  /** How often this refresh token reached the platform behind the rate limit. */
  public synchronized int presentations(String refreshToken) {
    var token = refreshes.get(Fingerprint.of(refreshToken));
    return token == null ? 0 : token.presentations;
  }

  public synchronized TokensOfPerson of(String openId) {
    return account(openId).describe(clock.instant());
  }

  synchronized Counters.Seen presented() {
    return presentations.seen();
  }

  synchronized Counters.Rotations rotations() {
    return new Counters.Rotations(rotationsIssued, rotationsDelivered);
  }

  private TokenPair pair(Family family, Set<String> scopes) {
    var now = clock.instant();
    var openId = family.account.openId;
    var accessToken = secrets.jwtLike();
    var access = new IssuedAccess(accessToken, family, scopes, now.plus(lives.access()));
    accesses.put(access.print, access);
    if (!scopes.contains("offline_access") || faults.refreshTokensWithheld()) {
      return new TokenPair(
          openId, scopes, accessToken, lives.access(), Optional.empty(), Duration.ZERO);
    }
    var end = earlier(now.plus(lives.refresh()), family.endsAt);
    var refreshToken = secrets.jwtLike();
    var refresh = new IssuedRefresh(family, scopes, end, access);
    refreshes.put(Fingerprint.of(refreshToken), refresh);
    presentations.add();
    family.newest = refresh;
    return new TokenPair(
        openId,
        scopes,
        accessToken,
        lives.access(),
        Optional.of(refreshToken),
        Duration.between(now, end));
  }

  private void present(@Nullable IssuedRefresh token) {
    if (token != null) {
      presentations.seeAgain(token.presentations);
      token.presentations++;
      var account = token.family.account;
      account.presentations++;
      account.presentedAgain += token.presentations > 1 ? 1 : 0;
      account.presentedMost = Math.max(account.presentedMost, token.presentations);
    }
  }

  private void spend(IssuedRefresh token) {
    var now = clock.instant();
    token.spend(now.plus(lives.grace())).ifPresent(replaced::add);
    while (replaced.size() > REPLACED_KEPT && !now.isBefore(replaced.getFirst().endsAt)) {
      accesses.remove(replaced.removeFirst().print);
    }
  }

  private Account account(String openId) {
    var account = accounts.get(openId);
    return account == null ? new Account(openId) : account;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
