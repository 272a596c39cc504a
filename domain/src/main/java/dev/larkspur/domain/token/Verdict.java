package dev.larkspur.domain.token;

import java.time.Duration;

/** What {@link TokenPolicy} finds. */
public sealed interface Verdict {
  /** Good for the caller; {@code left} remains of its life. */
  record Lease(Duration left) implements Verdict {}

  /** Over, or over too soon: a new pair is to be had first. */
  record RefreshFirst() implements Verdict {}

  /** Over: only the person can help. */
  record AskAgain() implements Verdict {}

  /** No token of this grant is ever promised for longer than {@code longest}. */
  record TooDemanding(Duration longest) implements Verdict {}
}
