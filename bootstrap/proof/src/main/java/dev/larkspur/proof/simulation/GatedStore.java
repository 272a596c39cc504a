package dev.larkspur.proof.simulation;

import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.application.token.port.Revocations;
import dev.larkspur.application.token.port.TokenBudget;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSession.Open;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.Decision;
import dev.larkspur.domain.authorization.Opening;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.TokenPair;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The store's other ports as one instance sees them. */
final class GatedStore {
  /**
   * @param cards told of each session that is opened
   */
  record Sessions(AuthSessions sessions, Gate gate, Cards cards) implements AuthSessions {
    @Override
    public Opening open(Person person, Function<Optional<Open>, Opening> step) {
      return gate.through(
          () -> {
            var opening = sessions.open(person, step);
            cards.shown(opening);
            return opening;
          },
          opening -> opening.getClass().getSimpleName() + " a session for " + Setup.name(person));
    }

    @Override
    public Decision advance(AuthSessionId id, Function<AuthSession, Decision> step) {
      return gate.quietly(() -> sessions.advance(id, step));
    }

    @Override
    public Optional<AuthSession> find(AuthSessionId id) {
      return gate.quietly(() -> sessions.find(id));
    }

    @Override
    public Optional<Open> findOpen(Person person) {
      return gate.quietly(() -> sessions.findOpen(person));
    }

    @Override
    public List<AuthSessionId> due(Instant now, int most) {
      return gate.quietly(() -> sessions.due(now, most));
    }
  }

  record Withdrawn(Revocations revocations, Gate gate) implements Revocations {
    @Override
    public void add(Person person, TokenPair pair, Instant at) {
      gate.quietly(
          () -> {
            revocations.add(person, pair, at);
            return person;
          });
    }

    @Override
    public List<Pending> lease(Instant now, Instant until, int most) {
      return gate.quietly(() -> revocations.lease(now, until, most));
    }

    @Override
    public List<Pending> leaseOf(Person person, Instant now, Instant until) {
      return gate.quietly(() -> revocations.leaseOf(person, now, until));
    }

    @Override
    public void done(UUID id) {
      gate.quietly(
          () -> {
            revocations.done(id);
            return id;
          });
    }

    @Override
    public void again(UUID id, Instant at) {
      gate.quietly(
          () -> {
            revocations.again(id, at);
            return id;
          });
    }
  }

  record Budget(TokenBudget budget, Gate gate) implements TokenBudget {
    @Override
    public Permits take(AppId app, Purpose purpose, int wanted, InstantSource clock) {
      return gate.through(
          () -> {
            var permits = budget.take(app, purpose, wanted, clock);
            if (permits.count() > 0) {
              gate.permitted(app, permits.at(permits.count() - 1));
            }
            return permits;
          },
          permits -> "gets " + permits.count() + " of " + wanted + " permits");
    }

    @Override
    public void giveBack(AppId app, Permits permits, int unused) {
      gate.quietly(
          () -> {
            budget.giveBack(app, permits, unused);
            return app;
          });
    }

    @Override
    public void pause(AppId app, Instant until) {
      gate.through(
          () -> {
            budget.pause(app, until);
            return until;
          },
          _ -> "pauses the app's calls until " + Trace.time(until));
    }
  }

  private GatedStore() {}
}
