package dev.larkspur.adapters.rest.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.adapters.rest.answer.TokenAnswer;
import dev.larkspur.application.Cast;
import dev.larkspur.application.token.UserToken;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.Secret;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.io.buffer.ReadBufferFactory;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written by hand is what the mapper would write. */
class TokenJsonTest {
  private static final ApplicationContext CONTEXT =
      ApplicationContext.run(Map.of("micronaut.server.port", "-1"));

  private final JsonMapper json = CONTEXT.getBean(JsonMapper.class);
  private final TokenJson writer = new TokenJson(json);

  @AfterAll
  static void stop() {
    CONTEXT.close();
  }

  private void assertWritten(UserToken token) throws IOException {
    assertThat(writer.of(token, ReadBufferFactory.getJdkFactory()).toString(UTF_8))
        .isEqualTo(new String(json.writeValueAsBytes(TokenAnswer.of(token)), UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "u-7Kf3",
        "a.b-c_d~e+f/g=",
        "with \"quotes\"",
        "back\\slash",
        "a space",
        "line\nbreak",
        "ü"
      })
  void as_the_mapper_would(String access) throws IOException {
    for (var scopes : new String[] {"", "a:b", "a:b c:d offline_access"}) {
      for (var uncertain : new boolean[] {true, false}) {
        assertWritten(
            new UserToken(
                Cast.ANN,
                new Secret(access),
                Cast.NOON.plusNanos(123_456_789),
                Duration.ofMillis(7_199_900),
                Scopes.parse(scopes),
                7,
                uncertain));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-27T04:28:23Z",
        "2026-01-02T03:04:05.006Z",
        "2028-02-29T23:59:59.999999Z",
        "1970-01-01T00:00:00.120Z",
        "0999-12-31T23:59:59Z",
        "+10000-01-01T00:00:00Z",
        "-0001-01-01T00:00:00Z"
      })
  void times_as_the_mapper_would(String expiresAt) throws IOException {
    assertWritten(
        new UserToken(
            Cast.ANN,
            new Secret("u-7Kf3"),
            Instant.parse(expiresAt),
            Duration.ofHours(2),
            Scopes.NONE,
            7,
            false));
  }

  @Test
  void also_one_that_is_longer_than_usual() throws IOException {
    for (int length : new int[] {3_800, 4_096, 20_000, 10}) {
      assertWritten(
          new UserToken(
              Cast.ANN,
              new Secret("x".repeat(length)),
              Cast.NOON,
              Duration.ofHours(2),
              Scopes.parse("a:b"),
              7,
              false));
    }
  }
}
