package dev.larkspur.application.token;

import dev.larkspur.domain.token.Lendable;
import org.jspecify.annotations.Nullable;

/**
 * A token that is remembered. Beside it the tally of who had it last, so that a lookup finds both
 * at once: to search for the second costs more than all the rest of the note. Safe for use by many
 * threads.
 */
public final class Remembered {
  private final Lendable token;
  private volatile ReleaseLedger.@Nullable Tally tally;

  public Remembered(Lendable token) {
    this.token = token;
  }

  Lendable token() {
    return token;
  }

  /** Of one of those who have it; it may be taken away by now. */
  ReleaseLedger.@Nullable Tally tally() {
    return tally;
  }

  void keep(ReleaseLedger.Tally last) {
    tally = last;
  }
}
