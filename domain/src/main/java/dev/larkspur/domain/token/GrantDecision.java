package dev.larkspur.domain.token;

import org.jspecify.annotations.Nullable;

/** What {@link GrantFlow} decides about a command. */
public sealed interface GrantDecision {
  /** The grant after the decision; null only where there is none. */
  @Nullable Grant grant();

  /** The grant becomes {@code grant}. */
  record Advance(Grant.Held grant) implements GrantDecision {}

  /**
   * The grant becomes {@code grant}, and {@code pair} is to be made worthless at the platform; both
   * or neither.
   */
  record Withdraw(Grant.Revoked grant, TokenPair pair) implements GrantDecision {}

  /** The grant stays withdrawn; {@code late} came too late and is to be made worthless too. */
  record Orphan(Grant.Revoked grant, TokenPair late) implements GrantDecision {}

  /** In order, but there is nothing to do. */
  record Stay(Grant grant) implements GrantDecision {}

  /** Not possible; nothing changes. */
  record Refuse(GrantRefusal reason, @Nullable Grant grant) implements GrantDecision {}
}
