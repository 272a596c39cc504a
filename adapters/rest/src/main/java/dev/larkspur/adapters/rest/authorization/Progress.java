package dev.larkspur.adapters.rest.authorization;

import dev.larkspur.adapters.rest.answer.AuthorizationState;
import dev.larkspur.domain.authorization.AuthSession;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** When there is something to tell whoever waits for an authorization. */
final class Progress {
  /** It is in another state than now, in the words of the outside, or settled. */
  static Predicate<AuthSession> since(AuthSession known) {
    return since(AuthorizationState.of(known));
  }

  /**
   * @param known null: none
   */
  static Predicate<AuthSession> since(@Nullable AuthorizationState known) {
    return now -> AuthorizationState.of(now) != known || isSettled(now);
  }

  static boolean isSettled(AuthSession session) {
    return session instanceof AuthSession.Settled;
  }

  private Progress() {}
}
