package dev.larkspur.application.token.port;

import dev.larkspur.application.Cast;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.token.Ending;
import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.domain.token.RefreshToken;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The platform's rotation in memory: a refresh token is good once, and its successor exists only in
 * the answer. Made to misbehave by the call, the next call first.
 */
public final class InMemoryTokenRefresh implements TokenRefresh {
  /** What becomes of a call. */
  private record Fate(boolean carriedOut, Answer answer) {}

  public record Presentation(AppId app, RefreshToken token, Instant at) {}

  public static final PlatformError LOST = new PlatformError("no_answer", null, null);
  private static final PlatformError USED = new PlatformError("20073", "used before", "log-1");

  private final Deque<Fate> fates = new ArrayDeque<>();
  private final Deque<Runnable> during = new ArrayDeque<>();
  private final List<Presentation> presentations = new ArrayList<>();
  private final Set<RefreshToken> spent = new HashSet<>();
  private final InstantSource clock;

  public InMemoryTokenRefresh(InstantSource clock) {
    this.clock = clock;
  }

  /** The next call is not carried out and told this. */
  public void answer(Answer answer) {
    fates.add(new Fate(false, answer));
  }

  /** The next call never arrives, and nobody tells. */
  public void loseRequest() {
    fates.add(new Fate(false, new Answer.Unknown(LOST)));
  }

  /** The next call is carried out, and its answer is lost. */
  public void loseAnswer() {
    fates.add(new Fate(true, new Answer.Unknown(LOST)));
  }

  /** Happens while the next call is under way, after the platform carried it out. */
  public void during(Runnable happens) {
    during.add(happens);
  }

  @Override
  public Answer present(AppId app, RefreshToken token) {
    Answer answer;
    Runnable happens;
    synchronized (this) {
      presentations.add(new Presentation(app, token, clock.instant()));
      var fate = fates.poll();
      if (fate == null) {
        answer = rotate(token);
      } else {
        answer = fate.answer;
        if (fate.carriedOut) {
          spent.add(token);
        }
      }
      happens = during.isEmpty() ? () -> {} : during.removeFirst();
    }
    happens.run();
    return answer;
  }

  private Answer rotate(RefreshToken token) {
    return spent.add(token)
        ? new Answer.Next(Cast.pair(clock.instant()))
        : new Answer.Refused(Ending.ALREADY_USED, USED);
  }

  /** All calls, the first first. */
  public synchronized List<Presentation> presentations() {
    return List.copyOf(presentations);
  }

  public synchronized int count() {
    return presentations.size();
  }
}
