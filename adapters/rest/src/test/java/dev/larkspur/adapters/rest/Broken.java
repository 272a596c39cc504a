package dev.larkspur.adapters.rest;

import dev.larkspur.application.token.port.Grants;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Grant;
import dev.larkspur.domain.token.GrantDecision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Grants that are out of order. */
record Broken(RuntimeException failure) implements Grants {
  @Override
  public Optional<Grant> find(Person person) {
    throw failure;
  }

  @Override
  public GrantDecision advance(Person person, Function<Grant, GrantDecision> step) {
    throw failure;
  }

  @Override
  public boolean anyDue(AppId app, Instant now) {
    throw failure;
  }

  @Override
  public List<GrantDecision> advanceDue(
      AppId app, Due which, Instant now, int most, Function<Grant, GrantDecision> step) {
    throw failure;
  }

  @Override
  public List<Person> toAsk(AppId app, Instant now, int most) {
    throw failure;
  }
}
