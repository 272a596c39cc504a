package dev.larkspur.application;

import static dev.larkspur.application.Cast.PATIENCE;
import static dev.larkspur.application.Cast.attempt;
import static dev.larkspur.application.Cast.claim;
import static dev.larkspur.application.Cast.request;
import static dev.larkspur.application.Cast.verified;
import static dev.larkspur.application.authorization.port.AuthSessionsContract.awaiting;
import static dev.larkspur.application.authorization.port.AuthSessionsContract.send;

import dev.larkspur.application.token.port.Grants;
import dev.larkspur.domain.authorization.AuthCommand.Approved;
import dev.larkspur.domain.authorization.AuthSession.AwaitingConsent;
import dev.larkspur.domain.authorization.AuthSession.Requested;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.GrantCommand;
import dev.larkspur.domain.token.GrantCommand.Need;
import dev.larkspur.domain.token.GrantCommand.Renew;
import dev.larkspur.domain.token.GrantDecision;
import dev.larkspur.domain.token.GrantFlow;
import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.domain.token.TokenPair;
import java.time.Duration;
import java.time.Instant;

/** Brings grants into being and moves them on, in a store of any kind. */
public final class Consented {
  public static final PlatformError ERROR = new PlatformError("99991400", "too often", "log-1");

  /** The person consented at {@code at}, and the platform gave {@code pair}. */
  public static Held to(TokenPair pair, Person person, Stores stores, Instant at) {
    AwaitingConsent waiting =
        awaiting(stores.sessions(), new Requested(request(person), at.plus(PATIENCE)), at);
    send(stores.sessions(), waiting, new Approved(pair, claim(at.plusSeconds(15))), at);
    send(stores.sessions(), waiting, verified(person), at);
    return Cast.held(stores.grants(), person);
  }

  /** As {@link #to}, with a pair of two hours and seven days. */
  public static Held now(Person person, Stores stores, Instant at) {
    return to(Cast.pair(at), person, stores, at);
  }

  public static GrantDecision tell(
      Grants grants, Person person, GrantCommand command, Instant now) {
    return grants.advance(person, g -> GrantFlow.decide(g, command, now));
  }

  /** Somebody wants a newer pair whatever there is, and is ready to present the refresh token. */
  public static Renew renew(Instant now) {
    return new Renew(new Need.Lasting(Duration.ofDays(365)), attempt(now));
  }

  private Consented() {}
}
