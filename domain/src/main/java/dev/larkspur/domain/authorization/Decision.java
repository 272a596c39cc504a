package dev.larkspur.domain.authorization;

import dev.larkspur.domain.token.TokenPair;
import org.jspecify.annotations.Nullable;

/** What {@link AuthFlow} decides about a command. */
public sealed interface Decision {
  /** The session after the decision; null only where there is no such session. */
  @Nullable AuthSession session();

  /** The session moves to {@code session}. */
  record Advance(AuthSession session) implements Decision {}

  /** The session is granted and {@code pair} becomes the person's grant, both or neither. */
  record Award(AuthSession.Granted session, TokenPair pair) implements Decision {}

  /** In order, but there is nothing to do. */
  record Stay(AuthSession session) implements Decision {}

  /** Not allowed; nothing changes. */
  record Refuse(Refusal reason, @Nullable AuthSession session) implements Decision {}
}
