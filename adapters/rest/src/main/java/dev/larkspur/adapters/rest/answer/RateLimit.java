package dev.larkspur.adapters.rest.answer;

import dev.larkspur.application.access.LimitCalls;
import java.util.function.BiConsumer;

/** The headers that tell callers how they stand ({@code RateLimit-*}; the unit is calls). */
public final class RateLimit {
  /**
   * @param header takes a name and its value
   */
  public static void tell(LimitCalls.Standing standing, BiConsumer<String, String> header) {
    header.accept("RateLimit-Limit", Integer.toString(standing.perSecond()));
    header.accept("RateLimit-Remaining", Integer.toString(Math.max(0, standing.left())));
    header.accept("RateLimit-Reset", "1");
  }

  private RateLimit() {}
}
