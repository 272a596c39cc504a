package dev.larkspur.application.authorization.port;

import dev.larkspur.domain.token.PlatformError;
import org.jspecify.annotations.Nullable;

/**
 * How far a session's card has come.
 *
 * @param attempts made in vain since the card last had to change
 * @param error why the last of them was; null: none was
 */
public record CardReport(Progress progress, int attempts, @Nullable PlatformError error) {
  /** Whether the person has a card, and whether it tells the truth. */
  public enum Progress {
    /** Not sent yet; it is tried. */
    PENDING,
    /** It shows what its session has come to. */
    SENT,
    /** Sent; it is being changed to what its session has come to. */
    UPDATING,
    /** Sent, but it cannot be changed to what its session has come to. */
    OUTDATED,
    /** It was never sent, and will not be. */
    FAILED,
    /** It was not sent, since the session was over before that. */
    SKIPPED;

    /**
     * @param sent whether there is a message
     * @param lagging whether it has to be sent or changed
     * @param inVain whether the last attempt was
     */
    public static Progress of(boolean sent, boolean lagging, boolean inVain) {
      if (lagging) {
        return sent ? UPDATING : PENDING;
      }
      if (inVain) {
        return sent ? OUTDATED : FAILED;
      }
      return sent ? SENT : SKIPPED;
    }
  }
}
