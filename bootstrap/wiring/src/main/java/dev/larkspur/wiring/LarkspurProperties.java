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
 * @param reauthorization how people are asked of our own accord
 * @param retention how long what is over is kept
 * @param tokenBudget how often one app may call the platform's token endpoint
 */
@ConfigurationProperties("larkspur")
public record LarkspurProperties(
    @Nullable String adminKey,
    Authorization authorization,
    Reauthorization reauthorization,
    Retention retention,
    TokenBudget tokenBudget) {

  static final int SHORTEST_ADMIN_KEY = 32;

  /**
   * @param patience how long a request waits for its click
   * @param method the way to a token where a request names none
   * @param degraded what becomes of requests for a card while its press would not be heard
   * @param perMinute how many requests for one person are taken in any minute
   */
  @ConfigurationProperties("authorization")
  public record Authorization(
      @Bindable(defaultValue = "10m") Duration patience,
      @Bindable(defaultValue = "websocket_card") String method,
      @Bindable(defaultValue = "device_link") String degraded,
      @Bindable(defaultValue = "5") int perMinute) {}

  /**
   * @param coolDown the least time between two cards to a person whose grant cannot be renewed
   */
  @ConfigurationProperties("reauthorization")
  public record Reauthorization(@Bindable(defaultValue = "24h") Duration coolDown) {}

  /**
   * @param history settled sessions, and the journal of refreshes
   */
  @ConfigurationProperties("retention")
  public record Retention(@Bindable(defaultValue = "30d") Duration history) {}

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
        + ", reauthorization="
        + reauthorization
        + ", retention="
        + retention
        + ", tokenBudget="
        + tokenBudget
        + "]";
  }
}
