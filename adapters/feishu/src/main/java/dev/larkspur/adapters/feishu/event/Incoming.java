package dev.larkspur.adapters.feishu.event;

import dev.larkspur.application.authorization.port.MessageId;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.Nonce;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Secret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an event turns out to be. */
sealed interface Incoming {
  /**
   * A press, as it came.
   *
   * @param callback with which its card can be changed, once it is answered
   * @param made when, by the platform's clock; null: it does not say
   */
  record Pressed(Press press, @Nullable Secret callback, @Nullable Instant made)
      implements Incoming {}

  /**
   * A button of ours, pressed by a member of the app's company. Nothing more is known of it.
   *
   * @param code an authorization code that came along, where such are taken
   */
  record Press(
      Act act,
      AuthSessionId session,
      Person by,
      Nonce nonce,
      @Nullable MessageId message,
      @Nullable Secret code) {}

  /** A press that leads nowhere. */
  record DeadPress(Answer answer, String why) implements Incoming {}

  /** Nothing that we asked for. */
  record SomethingElse() implements Incoming {}

  /** What a button of ours says it does. */
  enum Act {
    AUTHORIZE,
    DECLINE,
    REVOKE
  }
}
