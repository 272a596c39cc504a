package dev.larkspur.application.authorization.port;

import dev.larkspur.domain.authorization.AuthSession;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cards in memory: keeps what was shown. What is put into {@link #next} is the next outcome. */
public final class InMemoryCards implements Cards {
  /** One showing. */
  public record Showing(AuthSession session, @Nullable MessageId on) {}

  public final Deque<Object> next = new ArrayDeque<>();
  public final List<Showing> showings = new ArrayList<>();

  @Override
  public Outcome send(AuthSession session) {
    return show(session, null);
  }

  @Override
  public Outcome change(AuthSession session, MessageId message) {
    return show(session, message);
  }

  private Outcome show(AuthSession session, @Nullable MessageId message) {
    var it = next.poll();
    if (it != null) {
      if (it instanceof RuntimeException e) {
        throw e;
      }
      return (Outcome) it;
    }
    showings.add(new Showing(session, message));
    return new Outcome.Shown(message == null ? new MessageId("om_" + session.id()) : message);
  }
}
