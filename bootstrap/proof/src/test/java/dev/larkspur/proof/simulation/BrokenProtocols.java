package dev.larkspur.proof.simulation;

import dev.larkspur.application.token.port.Grants;
import dev.larkspur.application.token.port.TokenRefresh;
import dev.larkspur.application.token.port.TokenRefresh.Answer;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Grant;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.GrantDecision;
import dev.larkspur.domain.token.GrantDecision.Advance;
import dev.larkspur.domain.token.GrantRefusal;
import dev.larkspur.domain.token.Renewal.Unspent;
import dev.larkspur.domain.token.TokenPair;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What others got wrong, put back. */
final class BrokenProtocols {
  /** Whoever wants to present finds no trace of anybody who did before. */
  static final Protocol NO_JOURNAL =
      (ports, _) ->
          new Protocol.Ports(
              new Altered(
                  ports.grants(),
                  (grants, person) ->
                      grants.advance(
                          person,
                          g ->
                              g instanceof Held held && held.attempt().isPresent()
                                  ? new Advance(forgotten(held))
                                  : new GrantDecision.Stay(g)),
                  step -> step),
              ports.refresh());

  /** A pair that comes back is stored, whatever became of the grant meanwhile. */
  static final Protocol NO_FENCE =
      (ports, scheduler) -> {
        Map<Coroutine, TokenPair> received = new HashMap<>();
        TokenRefresh refresh =
            (app, token) -> {
              var answer = ports.refresh().present(app, token);
              if (answer instanceof Answer.Next(var pair) && scheduler.current() != null) {
                received.put(scheduler.current(), pair);
              }
              return answer;
            };
        return new Protocol.Ports(
            new Altered(
                ports.grants(),
                (_, _) -> {},
                step -> g -> unfenced(step.apply(g), received.get(scheduler.current()))),
            refresh);
      };

  /** A request whose answer did not come is sent again. */
  static final Protocol RETRY_AFTER_A_RESET =
      (ports, _) ->
          new Protocol.Ports(
              ports.grants(),
              (app, token) -> {
                var answer = ports.refresh().present(app, token);
                return answer instanceof Answer.Unknown
                    ? ports.refresh().present(app, token)
                    : answer;
              });

  private static Held forgotten(Held held) {
    return new Held(
        held.person(),
        held.consent(),
        held.pair(),
        held.epoch(),
        held.wanted(),
        Unspent.UNTOUCHED,
        held.askedAt());
  }

  private static GrantDecision unfenced(GrantDecision decision, @Nullable TokenPair received) {
    return received != null
            && decision instanceof GrantDecision.Refuse(var why, var grant)
            && why == GrantRefusal.SUPERSEDED
            && grant instanceof Held held
        ? new Advance(
            new Held(
                held.person(),
                held.consent(),
                received,
                held.epoch() + 1,
                false,
                Unspent.UNTOUCHED,
                held.askedAt()))
        : decision;
  }

  private interface Before {
    void advance(Grants grants, Person person);
  }

  /** Grants with something done before each step, and something made of it. */
  private record Altered(
      Grants grants, Before before, UnaryOperator<Function<Grant, GrantDecision>> alteration)
      implements Grants {
    @Override
    public Optional<Grant> find(Person person) {
      return grants.find(person);
    }

    @Override
    public GrantDecision advance(Person person, Function<Grant, GrantDecision> step) {
      before.advance(grants, person);
      return grants.advance(person, alteration.apply(step));
    }

    @Override
    public boolean anyDue(AppId app, Instant now) {
      return grants.anyDue(app, now);
    }

    @Override
    public List<GrantDecision> advanceDue(
        AppId app, Due which, Instant now, int most, Function<Grant, GrantDecision> step) {
      return grants.advanceDue(app, which, now, most, alteration.apply(step));
    }

    @Override
    public List<Person> toAsk(AppId app, Instant now, int most) {
      return grants.toAsk(app, now, most);
    }
  }

  private BrokenProtocols() {}
}
