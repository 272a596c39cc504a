package dev.larkspur.adapters.jwt;

import static java.util.Objects.requireNonNull;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import dev.larkspur.application.access.port.CallerTokens;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

/** The issuer whose tokens are taken, if one is set. */
@Factory
@Requires(property = "larkspur.callers.jwt.issuer")
final class Issuer {
  /** So long a key that the issuer has taken back may still count. */
  private static final Duration FRESH = Duration.ofMinutes(5);

  private static final Duration AHEAD = Duration.ofMinutes(1);

  /** For a key that we do not know the issuer is asked again, twice in this time at the most. */
  private static final Duration BETWEEN = Duration.ofSeconds(10);

  /** The issuer's keys, remembered; and how they are fetched. */
  record Keys(PublishedKeys published, JWKSource<SecurityContext> remembered) implements Closeable {
    /** As {@link JwtProperties#outage} has it. */
    static Keys of(URI url, Duration outage) {
      var published = new PublishedKeys(url);
      return new Keys(
          published,
          JWKSourceBuilder.create(published)
              .cache(FRESH.toMillis(), PublishedKeys.PATIENCE.plusSeconds(1).toMillis())
              .refreshAheadCache(AHEAD.toMillis(), true)
              .rateLimited(BETWEEN.toMillis())
              .outageTolerant(outage.toMillis())
              .build());
    }

    @Override
    public void close() throws IOException {
      if (remembered instanceof Closeable closeable) {
        closeable.close(); // and with it what it reads from
      }
    }
  }

  @Singleton
  @Bean(preDestroy = "close")
  Keys keys(JwtProperties settings) {
    return Keys.of(URI.create(requireNonNull(settings.jwksUrl())), settings.outage());
  }

  @Singleton
  @Order(Ordered.LOWEST_PRECEDENCE)
  CallerTokens callerTokens(JwtProperties settings, Keys keys, InstantSource clock) {
    return new JwtCallers(
        requireNonNull(settings.issuer()),
        requireNonNull(settings.audience()),
        settings,
        keys.published(),
        keys.remembered(),
        clock);
  }
}
