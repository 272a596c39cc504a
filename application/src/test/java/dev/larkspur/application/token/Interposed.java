package dev.larkspur.application.token;

import dev.larkspur.application.token.port.Grants;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Grant;
import dev.larkspur.domain.token.GrantDecision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A store in front of which something happens before the next advances, one each. */
record Interposed(Grants grants, List<Runnable> beforeAdvance) implements Grants {
  @Override
  public Optional<Grant> find(Person person) {
    return grants.find(person);
  }

  @Override
  public GrantDecision advance(Person person, Function<Grant, GrantDecision> step) {
    if (!beforeAdvance.isEmpty()) {
      beforeAdvance.removeFirst().run();
    }
    return grants.advance(person, step);
  }

  @Override
  public boolean anyDue(AppId app, Instant now) {
    return grants.anyDue(app, now);
  }

  @Override
  public List<GrantDecision> advanceDue(
      AppId app, Due which, Instant now, int most, Function<Grant, GrantDecision> step) {
    return grants.advanceDue(app, which, now, most, step);
  }

  @Override
  public List<Person> toAsk(AppId app, Instant now, int most) {
    return grants.toAsk(app, now, most);
  }
}
