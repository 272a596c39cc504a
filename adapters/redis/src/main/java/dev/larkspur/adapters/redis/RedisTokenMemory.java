package dev.larkspur.adapters.redis;

import dev.larkspur.application.keys.port.Sealing;
import dev.larkspur.application.token.port.TokenMemory;
import dev.larkspur.domain.identity.Person;
import io.lettuce.core.RedisException;
import io.lettuce.core.SetArgs;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tokens under {@code larkspur:token:<app_id>:<open_id>}, for a minute each. A value is sealed with
 * a data key, which it names, and opens for its person alone; in it are the epoch and as of when it
 * is, so that nothing old can be put back into use.
 */
@Singleton
@Order(Ordered.LOWEST_PRECEDENCE)
final class RedisTokenMemory implements TokenMemory {
  private static final Logger LOG = LoggerFactory.getLogger(RedisTokenMemory.class);
  private static final SetArgs FOR_A_MINUTE = SetArgs.Builder.ex(Duration.ofMinutes(1));

  private final RedisLine line;
  private final Sealing sealing;

  RedisTokenMemory(RedisLine line, Sealing sealing) {
    this.line = line;
    this.sealing = sealing;
  }

  @Override
  public Optional<Shared> find(Person person) {
    var sealed = read(key(person));
    return sealed == null
        ? Optional.empty()
        : sealing.open(sealed, place(person)).flatMap(clear -> SharedForm.read(person, clear));
  }

  private byte @Nullable [] read(String key) {
    var redis = line.connection();
    if (redis == null) {
      return null;
    }
    try {
      var answer = redis.async().get(key);
      var found = answer.get(line.timeout().toNanos(), TimeUnit.NANOSECONDS);
      line.answered();
      return found;
    } catch (ExecutionException | TimeoutException | RedisException e) {
      line.failed(e);
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  @Override
  public void keep(Shared shared) {
    var redis = line.connection();
    if (redis == null) {
      return;
    }
    var person = shared.token().person();
    try {
      var sealed = sealing.seal(SharedForm.write(shared), place(person));
      redis
          .async()
          .set(key(person), sealed, FOR_A_MINUTE)
          .whenComplete(
              (_, failure) -> {
                if (failure != null) {
                  line.notKept(failure);
                } else {
                  line.kept();
                }
              });
    } catch (RuntimeException e) { // the lookup goes on without
      LOG.debug("Not shared", e);
    }
  }

  private static String key(Person person) {
    return "larkspur:token:" + person.app() + ":" + person.openId();
  }

  private static String place(Person person) {
    return "redis.token/" + person.app() + "/" + person.openId();
  }
}
