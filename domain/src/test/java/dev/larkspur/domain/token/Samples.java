package dev.larkspur.domain.token;

import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.Grant.Revoked;
import dev.larkspur.domain.token.GrantCommand.AskedAnew;
import dev.larkspur.domain.token.GrantCommand.LookedUp;
import dev.larkspur.domain.token.GrantCommand.Need;
import dev.larkspur.domain.token.GrantCommand.NoAnswer;
import dev.larkspur.domain.token.GrantCommand.Refused;
import dev.larkspur.domain.token.GrantCommand.Renew;
import dev.larkspur.domain.token.GrantCommand.Renewed;
import dev.larkspur.domain.token.GrantCommand.Revoke;
import dev.larkspur.domain.token.GrantCommand.RevokeConsent;
import dev.larkspur.domain.token.GrantCommand.TurnedAway;
import dev.larkspur.domain.token.Renewal.Ended;
import dev.larkspur.domain.token.Renewal.Presented;
import dev.larkspur.domain.token.Renewal.Probed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** One grant in every state, and everything that can happen to it. */
final class Samples {
  /** A command with the circumstances that matter; it may depend on the grant it happens to. */
  record Situation(String name, Function<Grant, GrantCommand> command, Instant now) {
    @Override
    public String toString() {
      return name;
    }
  }

  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  /** In the last tenth of the access token's life, when a probe may be made. */
  static final Instant LATE = NOON.plus(Duration.ofMinutes(110));

  static final Duration ATTEMPT = Duration.ofSeconds(60);
  static final long EPOCH = 3;
  static final Person ANN = new Person(new AppId("cli_1"), new OpenId("ou_ann"));
  static final Consent CONSENT = new Consent(new UUID(5, 5), NOON);
  static final Scopes DOCS = Scopes.of("docs:read", "offline_access");
  static final PlatformError ERROR = new PlatformError("20050", "internal error", "log-1");
  static final TokenPair PAIR = pair("first", NOON);
  static final TokenPair NEXT = pair("next", NOON.plusSeconds(1));

  static final Attempt FIRST = attempt(1, NOON);
  static final Attempt PROBE = attempt(2, LATE);
  static final Attempt FRESH =
      new Attempt(new UUID(3, 3), 0, "instance-3", NOON, NOON.plusSeconds(60));
  static final Attempt STRANGE = attempt(4, NOON);

  static final Held UNSPENT = Held.fresh(ANN, CONSENT, PAIR, EPOCH);
  static final Held PRESENTED = UNSPENT.with(new Presented(FIRST, Setback.NONE));
  static final Held PROBED = UNSPENT.with(new Probed(PROBE, ERROR));
  static final Held ENDED = UNSPENT.with(new Ended(Ending.INVALID, NOON, ERROR));
  static final Revoked REVOKED = new Revoked(ANN, CONSENT, EPOCH, NOON);
  static final List<Grant> GRANTS = List.of(UNSPENT, PRESENTED, PROBED, ENDED, REVOKED);

  static final List<Situation> SITUATIONS =
      List.of(
          new Situation("Renew", renew(Duration.ofDays(1)), NOON),
          new Situation("Renew without need", renew(Duration.ofMinutes(1)), NOON),
          new Situation(
              "Renew when the answer is lost", renew(Duration.ofDays(1)), NOON.plus(ATTEMPT)),
          new Situation("Renew when the probe is due", renew(Duration.ofDays(1)), LATE),
          new Situation(
              "Renew when both answers are lost", renew(Duration.ofDays(1)), LATE.plus(ATTEMPT)),
          new Situation(
              "Renew when the refresh token is over",
              renew(Duration.ofDays(1)),
              NOON.plus(Duration.ofDays(7))),
          new Situation("Renewed", g -> new Renewed(own(g), NEXT), LATE),
          new Situation("Renewed by the first attempt", _ -> new Renewed(FIRST, NEXT), LATE),
          new Situation("Renewed of an older pair", g -> new Renewed(old(g), NEXT), LATE),
          new Situation("TurnedAway", g -> turnedAway(own(g)), LATE),
          new Situation("TurnedAway of another attempt", _ -> turnedAway(STRANGE), LATE),
          new Situation("TurnedAway of an older pair", g -> turnedAway(old(g)), LATE),
          new Situation("NoAnswer", g -> new NoAnswer(own(g), ERROR), LATE),
          new Situation("NoAnswer of another attempt", _ -> new NoAnswer(STRANGE, ERROR), LATE),
          new Situation("NoAnswer of an older pair", g -> new NoAnswer(old(g), ERROR), LATE),
          new Situation("Refused", g -> refused(own(g)), LATE),
          new Situation("Refused of another attempt", _ -> refused(STRANGE), LATE),
          new Situation("Refused of an older pair", g -> refused(old(g)), LATE),
          new Situation("LookedUp", _ -> new LookedUp(), LATE),
          new Situation("AskedAnew", _ -> new AskedAnew(LATE), LATE),
          new Situation("Revoke", _ -> new Revoke(), LATE),
          new Situation("RevokeConsent", _ -> new RevokeConsent(CONSENT), LATE),
          new Situation(
              "RevokeConsent of another session",
              _ -> new RevokeConsent(new Consent(new UUID(6, 6), NOON)),
              LATE));

  /** Two hours, and seven days to refresh it. */
  static TokenPair pair(String name, Instant at) {
    return new TokenPair(
        new Secret("eyJ-access-token-" + name),
        at,
        at.plus(Duration.ofHours(2)),
        new RefreshToken(new Secret("eyJ-refresh-token-" + name), at.plus(Duration.ofDays(7))),
        DOCS);
  }

  static TokenPair unrefreshable() {
    return new TokenPair(PAIR.access(), NOON, PAIR.expiresAt(), null, DOCS);
  }

  static Held with(TokenPair pair) {
    return Held.fresh(ANN, CONSENT, pair, EPOCH);
  }

  private static Attempt attempt(long id, Instant at) {
    return new Attempt(new UUID(id, id), EPOCH, "instance-" + id, at, at.plus(ATTEMPT));
  }

  /** The attempt of this grant whose answer is awaited, or one that was never made. */
  private static Attempt own(Grant grant) {
    return grant instanceof Held held ? held.attempt().orElse(FIRST) : FIRST;
  }

  private static Attempt old(Grant grant) {
    var own = own(grant);
    return new Attempt(own.id(), EPOCH - 1, own.owner(), own.startedAt(), own.until());
  }

  static Function<Grant, GrantCommand> renew(Duration minTtl) {
    return _ -> new Renew(new Need.Lasting(minTtl), FRESH);
  }

  static TurnedAway turnedAway(Attempt attempt) {
    return new TurnedAway(attempt, ERROR, Duration.ZERO);
  }

  static Refused refused(Attempt attempt) {
    return new Refused(attempt, Ending.ALREADY_USED, ERROR);
  }

  private Samples() {}
}
