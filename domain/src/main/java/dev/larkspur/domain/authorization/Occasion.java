package dev.larkspur.domain.authorization;

/** Why a person is asked. */
public enum Occasion {
  /** A service asks. */
  REQUEST,
  /** What they consented to before has run out and cannot be renewed without them. */
  RENEWAL
}
