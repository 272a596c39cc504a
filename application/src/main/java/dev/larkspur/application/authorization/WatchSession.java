package dev.larkspur.application.authorization;

import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.application.authorization.port.CardReport;
import dev.larkspur.application.authorization.port.ShownCards;
import dev.larkspur.application.memory.Hearing;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSessionId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Waits for what becomes of an authorization. Who waits costs no thread and no question: all who
 * wait for one hang on the same future, and when {@link Hearing} says that it changed, whichever
 * instance did that, it is read once for all of them.
 *
 * <p>Nothing is missed: who waits asks to be told first, and reads then. After a gap in what is
 * heard all that are waited for are read.
 */
public final class WatchSession {
  /**
   * What there was to see.
   *
   * @param card null: there is none
   */
  public record Seen(AuthSession session, @Nullable CardReport card) {}

  private final AuthSessions sessions;
  private final ShownCards cards;
  private final Hearing hearing;
  private final Executor background;
  private final Map<AuthSessionId, CompletableFuture<Optional<Seen>>> next =
      new ConcurrentHashMap<>();

  /**
   * @param background where sessions are read
   */
  public WatchSession(
      AuthSessions sessions, ShownCards cards, Hearing hearing, Executor background) {
    this.sessions = sessions;
    this.cards = cards;
    this.hearing = hearing;
    this.background = background;
    hearing.onSession(this::changed);
    hearing.onGap(() -> next.keySet().forEach(this::changed));
  }

  /**
   * As it is once {@code enough} says so, or when the time is over.
   *
   * @return empty if there is none; fails with what the store throws
   */
  public CompletableFuture<Optional<Seen>> handle(
      AuthSessionId id, Predicate<AuthSession> enough, Duration atMost) {
    return handle(id, enough, System.nanoTime() + atMost.toNanos());
  }

  private CompletableFuture<Optional<Seen>> handle(
      AuthSessionId id, Predicate<AuthSession> enough, long end) {
    var first = read(id);
    if (isEnough(first, enough)) {
      return CompletableFuture.completedFuture(first);
    }
    var change = next.computeIfAbsent(id, _ -> new CompletableFuture<>());
    var now = read(id); // it may have changed before we asked to be told
    if (isEnough(now, enough)) {
      if (next.remove(id, change)) { // perhaps nothing will ever change again
        change.complete(now);
      }
      return CompletableFuture.completedFuture(now);
    }
    return change
        .copy()
        .completeOnTimeout(now, end - System.nanoTime(), TimeUnit.NANOSECONDS)
        .thenCompose(
            then ->
                isEnough(then, enough) || System.nanoTime() - end >= 0
                    ? CompletableFuture.completedFuture(then)
                    : again(id, enough, end));
  }

  private CompletableFuture<Optional<Seen>> again(
      AuthSessionId id, Predicate<AuthSession> enough, long end) {
    return CompletableFuture.completedFuture(id)
        .thenComposeAsync(same -> handle(same, enough, end), background);
  }

  /**
   * As it is now; empty if there is none. Whoever is told that a person consented looks their token
   * up next, and must not be given an older one that is remembered here.
   */
  public Optional<Seen> read(AuthSessionId id) {
    var found = sessions.find(id);
    if (found.orElse(null) instanceof AuthSession.Granted granted) {
      hearing.grantChanged(granted.person());
    }
    return found.map(session -> new Seen(session, cards.find(id).orElse(null)));
  }

  private static boolean isEnough(Optional<Seen> seen, Predicate<AuthSession> enough) {
    return seen.isEmpty() || enough.test(seen.get().session());
  }

  private void changed(AuthSessionId id) {
    var waiting = next.remove(id);
    if (waiting != null) {
      try {
        waiting.completeAsync(() -> read(id), background);
      } catch (RejectedExecutionException e) { // we are being stopped; whoever told us goes on
        waiting.completeExceptionally(e);
      }
    }
  }
}
