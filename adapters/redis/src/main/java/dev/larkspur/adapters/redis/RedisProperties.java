package dev.larkspur.adapters.redis;

import io.lettuce.core.RedisURI;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * Where Redis is.
 *
 * @param uri as Lettuce has it: {@code redis://}, {@code rediss://}, {@code redis-sentinel://}
 * @param timeout how long a lookup waits for an answer before it asks PostgreSQL
 */
@ConfigurationProperties("larkspur.redis")
record RedisProperties(String uri, @Bindable(defaultValue = "100ms") Duration timeout) {
  private static final Duration LEAST = Duration.ofMillis(1);
  private static final Duration MOST = Duration.ofSeconds(5);

  RedisProperties {
    if (timeout.compareTo(LEAST) < 0 || timeout.compareTo(MOST) > 0) {
      throw new ConfigurationException("larkspur.redis.timeout must be between 1ms and 5s");
    }
  }

  /**
   * @throws ConfigurationException if there is no such address; it does not tell the password
   */
  RedisURI address() {
    try {
      return RedisURI.create(uri);
    } catch (RuntimeException e) { // its message may quote the password
      throw new ConfigurationException(
          "larkspur.redis.uri (LARKSPUR_REDIS_URI) is no address of a Redis, such as"
              + " redis://:PASSWORD@HOST:6379/0, or rediss:// with TLS");
    }
  }

  @Override
  public String toString() {
    return "RedisProperties[timeout=" + timeout + "]";
  }
}
