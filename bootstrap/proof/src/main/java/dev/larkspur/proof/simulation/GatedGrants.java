package dev.larkspur.proof.simulation;

import dev.larkspur.application.token.port.Grants;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Grant;
import dev.larkspur.domain.token.GrantDecision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The grants as one instance sees them; what is stored is checked at once. */
final class GatedGrants implements Grants {
  private record Commit(Grant before, GrantDecision decision) {}

  private final Grants grants;
  private final World world;
  private final Gate gate;

  GatedGrants(World world, Gate gate) {
    this.grants = world.store().grants;
    this.world = world;
    this.gate = gate;
  }

  @Override
  public Optional<Grant> find(Person person) {
    return gate.quietly(() -> grants.find(person));
  }

  @Override
  public GrantDecision advance(Person person, Function<Grant, GrantDecision> step) {
    if (world.dice().strikes(Fault.LOST_RACE)) {
      var _ = find(person).map(step); // somebody is quicker: decided, and never stored
    }
    return gate.through(
        () -> watched(step, watching -> grants.advance(person, watching)), Words::of);
  }

  @Override
  public boolean anyDue(AppId app, Instant now) {
    return gate.quietly(() -> grants.anyDue(app, now));
  }

  @Override
  public List<GrantDecision> advanceDue(
      AppId app, Due which, Instant now, int most, Function<Grant, GrantDecision> step) {
    return gate.through(
        () -> watched(step, watching -> grants.advanceDue(app, which, now, most, watching)),
        all ->
            all.isEmpty() ? "finds nothing due" : all.stream().map(Words::of).toList().toString());
  }

  @Override
  public List<Person> toAsk(AppId app, Instant now, int most) {
    return gate.quietly(() -> grants.toAsk(app, now, most));
  }

  private <T> T watched(
      Function<Grant, GrantDecision> step, Function<Function<Grant, GrantDecision>, T> effect) {
    List<Commit> commits = new ArrayList<>();
    T result;
    try {
      result =
          effect.apply(
              before -> {
                var decision = step.apply(before);
                commits.add(new Commit(before, decision));
                return decision;
              });
    } catch (IllegalStateException e) {
      world.checks().broken("the journal had to refuse: " + e.getMessage());
      throw e;
    }
    commits.forEach(c -> world.checks().committed(c.before, c.decision));
    world.rounds().arm();
    return result;
  }
}
