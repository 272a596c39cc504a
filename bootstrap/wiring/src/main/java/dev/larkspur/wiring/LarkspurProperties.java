package dev.larkspur.wiring;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the use cases can be told.
 *
 * @param adminKey the first administrator's key; good for every call
 * @param authorization how people are asked
 * @param tokenBudget how often one app may call the platform's token endpoint
 */
@ConfigurationProperties("larkspur")
public record LarkspurProperties(
    @Nullable String adminKey, Authorization authorization, TokenBudget tokenBudget) {

  static final int SHORTEST_ADMIN_KEY = 32;

  /**
   * @param patience how long a request waits for its click
   */
  @ConfigurationProperties("authorization")
  public record Authorization(@Bindable(defaultValue = "10m") Duration patience) {}

  /**
   * @param perSecond calls in any second, all instances together
   * @param perMinute calls in any minute, all instances together
   */
  @ConfigurationProperties("token-budget")
  public record TokenBudget(
      @Bindable(defaultValue = "50") int perSecond,
      @Bindable(defaultValue = "1000") int perMinute) {}

  @Override
  public String toString() {
    return "LarkspurProperties[authorization="
        + authorization
        + ", tokenBudget="
        + tokenBudget
        + "]";
  }
}
