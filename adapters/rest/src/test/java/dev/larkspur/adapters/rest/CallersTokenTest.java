package dev.larkspur.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.adapters.jwt.IssuerInTest;
import dev.larkspur.domain.identity.Person;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Callers with a token of the company's issuer instead of a key. */
class CallersTokenTest {
  private static final IssuerInTest ISSUER = new IssuerInTest();
  private static final RestServer SERVER = new RestServer(ISSUER.settings());

  private final Person ann = SERVER.somebody();
  private final String path = RestServer.path(ann) + "/token";

  @AfterAll
  static void stop() {
    SERVER.close();
    ISSUER.close();
  }

  private static String token() {
    return ISSUER.token(SERVER.clock.instant(), claims -> claims);
  }

  @Test
  void a_good_token_is_let_in_counted_and_recorded_like_a_key() {
    SERVER.granted(ann);
    var answer = SERVER.get(path, token());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("RateLimit-Limit")).isEqualTo("5000");
    var asked = SERVER.post(RestServer.path(SERVER.somebody()) + "/authorizations", token(), null);
    assertThat(asked.status()).isEqualTo(201);
  }

  @Test
  void a_long_token_is_read_and_a_longer_one_is_not() {
    var now = SERVER.clock.instant();
    var pad = "x".repeat(5_000); // which is a third more in base64
    assertThat(SERVER.get(path, ISSUER.token(now, c -> c.claim("more", pad))).status())
        .isEqualTo(404);
    var tooLong = ISSUER.token(now, c -> c.claim("more", "x".repeat(5_800)));
    assertThat(tooLong).hasSizeBetween(8_193, 9_000);
    assertThat(SERVER.get(path, tooLong).status()).isNotEqualTo(404);
  }

  @Test
  void a_token_that_has_ended_is_told_to_be_invalid_and_not_repeated() {
    var now = SERVER.clock.instant();
    var token = ISSUER.token(now.minus(Duration.ofMinutes(10)), claims -> claims);
    var answer = SERVER.get(path, token).isProblem(401, "unauthenticated");
    assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
    assertThat(answer.text()).doesNotContain(token);
  }

  @Test
  void a_token_is_no_administrators_whatever_it_says() {
    var token =
        ISSUER.token(
            SERVER.clock.instant(),
            c -> c.subject(new UUID(0, 0).toString()).claim("administrator", true));
    SERVER.get("/admin/v1/keys", token).isProblem(403, "forbidden");
  }

  @Test
  void where_no_issuer_is_set_a_token_is_nobodys() {
    try (var server = new RestServer()) {
      server.get(path, token()).isProblem(401, "unauthenticated");
    }
  }

  @Test
  void an_issuer_that_is_out_is_said_to_be_so_for_it_passes() {
    var gone = new IssuerInTest();
    gone.close();
    try (var server = new RestServer(Map.copyOf(gone.settings()))) {
      var token = gone.token(server.clock.instant(), claims -> claims);
      for (var path : new String[] {path, "/v1/nothing", "/admin/v1/keys"}) {
        var answer = server.get(path, token).isProblem(503, "store_unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.json()).containsEntry("retryable", true);
        assertThat(answer.text()).contains("issuer").doesNotContain(token);
      }
      server.get(path, server.key()).isProblem(404, "authorization_required");
      server.get(path, "not.a.token").isProblem(401, "unauthenticated");
    }
  }
}
