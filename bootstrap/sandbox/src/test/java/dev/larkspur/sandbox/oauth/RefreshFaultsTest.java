package dev.larkspur.sandbox.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.sandbox.Await;
import dev.larkspur.sandbox.Calls;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.SandboxOptions;
import dev.larkspur.sandbox.world.Json;
import dev.larkspur.sandbox.world.RefreshFaults;
import dev.larkspur.sandbox.world.RefreshFaults.How;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefreshFaultsTest {
  private static final String V2 = "/open-apis/authen/v2/oauth/token";
  private static final Set<String> SCOPES = Set.of("offline_access");
  private static final Duration LATE = Duration.ofSeconds(1);

  private final Sandbox sandbox =
      Sandbox.start(
          SandboxOptions.defaults().withTokensPerSecond(1_000).withTokensPerMinute(10_000));
  private final Calls app = new Calls(sandbox);
  private final RefreshFaults faults = sandbox.faults().refresh();
  private final String ann = sandbox.people().getFirst().openId();
  private final String token = mint();

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE, 503, 20072, temporarily_unavailable, 0",
    "INTERNAL_ERROR, 500, 20050, server_error, 1",
    "USED, 400, 20073, invalid_grant, 1",
    "REVOKED, 400, 20064, invalid_grant, 1",
    "EXPIRED, 400, 20037, invalid_grant, 1",
    "INVALID, 400, 20026, invalid_grant, 1",
    "SWITCHED_OFF, 400, 20074, invalid_request, 1",
    "CHALLENGE, 400, 21000, interaction_required, 1",
    "DENIED, 400, 21001, access_denied, 1"
  })
  void a_refused_refresh_leaves_the_token_as_it_was(
      How how, int status, long code, String error, int presentations) {
    faults.next(1, how);
    var refused = app.refresh(token);
    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused.error()).isEqualTo(error);
    assertThat(refused.json().has("challenge_url")).isEqualTo(how == How.CHALLENGE);
    assertThat(sandbox.presentations(token)).isEqualTo(presentations);
    assertThat(sandbox.counters().rotations().issued()).isZero();
    assertThat(sandbox.counters().refreshesByAnswer()).containsExactly(Map.entry("" + code, 1L));
    assertThat(app.refresh(token).status()).isEqualTo(200);
  }

  @Test
  void a_limited_refresh_is_told_when_to_come_back_and_is_no_presentation() {
    faults.next(1, How.LIMITED, Duration.ofSeconds(7));
    var limited = app.refresh(token);
    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.code()).isEqualTo(99991400);
    assertThat(limited.headers().firstValue("x-ogw-ratelimit-limit")).contains("1000");
    assertThat(limited.headers().firstValue("x-ogw-ratelimit-reset")).contains("7");
    assertThat(sandbox.presentations(token)).isZero();
    assertThat(sandbox.counters().refusedByLimit()).isOne();
    assertThat(sandbox.counters().tokenCallsRefusedByLimit()).isZero();
    assertThat(sandbox.counters().refreshesByAnswer()).containsOnlyKeys("99991400");
    assertThat(app.refresh(token).status()).isEqualTo(200);
  }

  @Test
  void a_connection_reset_before_has_spent_nothing() {
    faults.next(1, How.RESET_BEFORE);
    assertThatThrownBy(() -> app.refresh(token)).isInstanceOf(UncheckedIOException.class);
    assertThat(sandbox.presentations(token)).isZero();
    assertThat(app.refresh(token).status()).isEqualTo(200);
  }

  @Test
  void a_connection_reset_after_has_rotated_and_not_a_byte_was_sent() {
    faults.next(1, How.COMMIT_THEN_DROP);
    assertThatThrownBy(() -> app.refresh(token))
        .isInstanceOf(UncheckedIOException.class)
        .rootCause()
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
    spentForNothing("dropped");
  }

  @Test
  void an_internal_error_after_the_commit_has_rotated() {
    faults.next(1, How.COMMIT_THEN_INTERNAL_ERROR);
    var answer = app.refresh(token);
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.code()).isEqualTo(20050);
    spentForNothing("20050");
  }

  @Test
  void garbage_after_the_commit_begins_well_and_is_not_json() {
    faults.next(1, How.COMMIT_THEN_GARBAGE);
    var answer = app.refresh(token);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).startsWith("{\"code\":0,\"access_token\":\"eyJ");
    assertThat(Json.read(answer.text())).isEmpty();
    spentForNothing("garbage");
  }

  @Test
  void a_slow_answer_has_rotated_at_once_and_holds_nobody_up() throws Exception {
    var another = mint();
    faults.next(1, How.SLOW, LATE);
    var slow = CompletableFuture.supplyAsync(() -> app.refresh(token));
    Await.until("rotated", () -> sandbox.tokensOf(ann).rotationsIssued() == 1);
    assertThat(app.refresh(another).status()).isEqualTo(200);
    assertThat(slow).isNotDone();
    assertThat(slow.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
    Await.until("delivered", () -> sandbox.counters().rotations().delivered() == 2);
  }

  @Test
  void a_slow_answer_that_nobody_waits_for_is_not_delivered() throws Exception {
    faults.next(1, How.SLOW, LATE);
    try (var impatient = HttpClient.newHttpClient()) {
      var body =
          "grant_type=refresh_token&client_id=%s&client_secret=%s&refresh_token=%s"
              .formatted(sandbox.appId(), sandbox.appSecret(), token);
      var request =
          HttpRequest.newBuilder(sandbox.url().resolve(V2))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .timeout(Duration.ofMillis(500))
              .POST(BodyPublishers.ofString(body))
              .build();
      assertThatThrownBy(() -> impatient.send(request, BodyHandlers.ofString()))
          .isInstanceOf(HttpTimeoutException.class);
    }
    Await.until("given up", () -> sandbox.counters().refreshesByAnswer().containsKey("dropped"));
    assertThat(sandbox.counters().rotations()).isEqualTo(new Counters.Rotations(1, 0));
  }

  @Test
  void faults_strike_refreshes_only_at_either_address_one_after_the_other() {
    faults.next(1, How.UNAVAILABLE);
    faults.next(2, How.DENIED);
    assertThat(app.poll("any").error()).isEqualTo("invalid_grant");
    var fields = app.withClient(Map.of("grant_type", "refresh_token", "refresh_token", token));
    assertThat(app.form(V2, fields).code()).isEqualTo(20072);
    assertThat(app.refresh(token).code()).isEqualTo(21001);
    assertThat(app.form(V2, fields).code()).isEqualTo(21001);
    assertThat(app.refresh(token).status()).isEqualTo(200);
  }

  @Test
  void a_share_strikes_about_so_many_and_the_same_ones_for_the_same_seed() {
    faults.share(0.2, How.UNAVAILABLE);
    faults.share(0.1, How.DENIED);
    var struck = seeded(5);
    assertThat(struck).hasSizeBetween(250, 350);
    assertThat(seeded(5)).isEqualTo(struck);
    assertThat(seeded(6)).isNotEqualTo(struck);
    faults.share(0, How.UNAVAILABLE);
    assertThat(seeded(5)).hasSizeBetween(60, 140);
    assertThatThrownBy(() -> faults.share(0.95, How.USED))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private int[] seeded(long seed) {
    faults.seed(seed);
    return IntStream.range(0, 1_000).filter(_ -> faults.take().isPresent()).toArray();
  }

  private void spentForNothing(String answer) {
    assertThat(sandbox.presentations(token)).isOne();
    assertThat(sandbox.counters().rotations()).isEqualTo(new Counters.Rotations(1, 0));
    assertThat(sandbox.counters().refreshesByAnswer()).containsExactly(Map.entry(answer, 1L));
    assertThat(app.refresh(token).code()).isEqualTo(20073);
    assertThat(sandbox.tokensOf(ann)).isEqualTo(new TokensOfPerson(0, 1, 1, true, 2, 2, 1));
  }

  private String mint() {
    return sandbox.mint(ann, SCOPES).refreshToken().orElseThrow();
  }
}
