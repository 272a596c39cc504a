package dev.larkspur.sandbox.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.sandbox.Await;
import dev.larkspur.sandbox.Calls;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.oauth.UserTokens.Access;
import dev.larkspur.sandbox.oauth.UserTokens.Verdict;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CountersTest {
  private static final Set<String> SCOPES = Set.of("docs:document:readonly", "offline_access");

  private final Sandbox sandbox = Sandbox.start();
  private final Calls app = new Calls(sandbox);
  private final String ann = sandbox.people().get(0).openId();
  private final String bo = sandbox.people().get(1).openId();

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void every_presentation_of_what_was_given_out_is_counted_whatever_became_of_it() {
    var spent = mint(ann);
    mint(bo);
    app.refresh(spent);
    app.refresh(spent);
    app.refresh("eyJunknown");
    var counters = sandbox.counters();
    assertThat(counters.refreshTokens()).isEqualTo(3);
    assertThat(counters.presentations().total()).isEqualTo(2);
    assertThat(counters.presentations().max()).isEqualTo(2);
    assertThat(counters.presentations().histogram()).isEqualTo(Map.of(0, 2L, 2, 1L));
    assertThat(sandbox.presentations("eyJunknown")).isZero();
    assertThat(counters.refreshesByAnswer()).containsEntry("20073", 1L).containsEntry("20026", 1L);
  }

  @Test
  void a_rotation_is_delivered_once_its_answer_is_written_and_not_if_the_answer_is_lost() {
    var next = app.refresh(mint(ann)).json().path("refresh_token").asText();
    Await.until("delivered", () -> sandbox.counters().rotations().delivered() == 1);
    sandbox.faults().loseAnswers("/oauth/v3/token", 1);
    assertThatThrownBy(() -> app.refresh(next)).isInstanceOf(UncheckedIOException.class);
    Await.until(
        "dropped", () -> sandbox.counters().refreshesByAnswer().getOrDefault("dropped", 0L) == 1);
    assertThat(sandbox.counters().rotations()).isEqualTo(new Counters.Rotations(2, 1));
    assertThat(sandbox.tokensOf(ann)).isEqualTo(new TokensOfPerson(1, 2, 1, true, 1, 2, 0));
    assertThat(sandbox.tokensOf(bo)).isEqualTo(new TokensOfPerson(0, 0, 0, false, 0, 0, 0));
  }

  @Test
  void a_refresh_token_is_live_until_it_is_spent_revoked_or_over() {
    mint(ann);
    assertThat(isLive(ann)).isTrue();
    sandbox.clock().advance(Duration.ofDays(7));
    assertThat(isLive(ann)).as("over").isFalse();
    mint(ann);
    assertThat(isLive(ann)).isTrue();
    sandbox.revokeAll(ann);
    assertThat(isLive(ann)).as("revoked").isFalse();
    var last = mint(ann);
    sandbox.faults().withholdRefreshTokens(true);
    app.refresh(last);
    assertThat(isLive(ann)).as("spent").isFalse();
    assertThat(sandbox.tokensOf(ann).consents()).isEqualTo(3);
  }

  @Test
  void polls_are_counted_for_codes_that_were_given_out() {
    var code = app.begin("offline_access").json().path("device_code").asText();
    app.begin("offline_access");
    app.poll(code);
    app.poll(code);
    app.poll("any");
    assertThat(sandbox.polls(code)).isEqualTo(2);
    assertThat(sandbox.polls("any")).isZero();
    assertThat(sandbox.counters().polls().total()).isEqualTo(2);
    assertThat(sandbox.counters().polls().max()).isEqualTo(2);
  }

  @Test
  void an_access_token_is_judged_as_the_open_api_would() {
    var pair = sandbox.mint(ann, SCOPES);
    var access = new Access(ann, SCOPES);
    assertThat(sandbox.judge(pair.accessToken())).isEqualTo(new Verdict.Good(access));
    sandbox.clock().advance(Duration.ofHours(2));
    assertThat(sandbox.judge(pair.accessToken())).isEqualTo(new Verdict.Expired(access));
    sandbox.revokeAll(ann);
    assertThat(sandbox.judge(pair.accessToken())).isEqualTo(new Verdict.Unknown());
    assertThat(sandbox.judge("eyJunknown")).isEqualTo(new Verdict.Unknown());
  }

  @Test
  void a_minted_pair_is_like_any_other_and_leaves_the_older_consent_alone() {
    var older = mint(ann);
    assertThat(sandbox.mint(ann, SCOPES).toString()).isEqualTo("TokenPair[of " + ann + "]");
    assertThat(app.refresh(older).status()).isEqualTo(200);
    assertThat(sandbox.mint(ann, Set.of("auth:user.id:read")).refreshToken()).isEmpty();
    assertThatThrownBy(() -> sandbox.mint("ou_nobody", SCOPES))
        .isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(() -> sandbox.mint(ann, Set.of("mail:everything")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private boolean isLive(String openId) {
    return sandbox.tokensOf(openId).refreshTokenLive();
  }

  private String mint(String openId) {
    return sandbox.mint(openId, SCOPES).refreshToken().orElseThrow();
  }
}
