package dev.larkspur.application.token;

import dev.larkspur.domain.identity.Person;

/** Is told of each person whose next pair a refresh has brought, once the pair is stored. */
@FunctionalInterface
public interface AfterRenewal {
  /** Returns at once and throws nothing: somebody may be waiting for the token. */
  void renewed(Person person);
}
