package dev.larkspur.application.people;

import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.PlatformError;

/** Is told of answers that change nothing of what is known, for operators to see. */
public interface Doubts {
  /** The platform did not take the person's present token. */
  void rejected(Person person, PlatformError error);

  /** The platform says that the person's token is somebody else's. */
  void ofSomebodyElse(Person person);
}
