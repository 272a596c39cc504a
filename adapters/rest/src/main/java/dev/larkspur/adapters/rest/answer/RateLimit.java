package dev.larkspur.adapters.rest.answer;

import dev.larkspur.application.access.LimitCalls;
import java.util.function.BiConsumer;

/** The headers that tell callers how they stand ({@code RateLimit-*}; the unit is calls). */
public final class RateLimit {
  public static final String LIMIT = "RateLimit-Limit";
  public static final String REMAINING = "RateLimit-Remaining";
  public static final String RESET = "RateLimit-Reset";

  /** When there is room again for all of them, in seconds. */
  public static final String A_SECOND = "1";

  /**
   * @param header takes a name and its value
   */
  public static void tell(LimitCalls.Standing standing, BiConsumer<String, String> header) {
    header.accept(LIMIT, Integer.toString(standing.perSecond()));
    header.accept(REMAINING, Integer.toString(Math.max(0, standing.left())));
    header.accept(RESET, A_SECOND);
  }

  private RateLimit() {}
}
