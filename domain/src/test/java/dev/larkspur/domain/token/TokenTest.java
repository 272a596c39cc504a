package dev.larkspur.domain.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Grant.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final TokenPair PAIR =
      new TokenPair(
          new Secret("eyJ-access"),
          NOON,
          NOON.plusSeconds(7200),
          new RefreshToken(new Secret("eyJ-refresh"), NOON.plus(Duration.ofDays(7))),
          Scopes.of("docs:read"));

  @Test
  void a_secret_shows_its_first_six_and_last_four_characters() {
    assertThat(new Secret("abcdefghijklmnopqrstuvwx").toString()).isEqualTo("abcdef…uvwx");
    assertThat(new Secret("abcdefghijklmnopqrstuvw").toString()).isEqualTo("…");
    assertThatThrownBy(() -> new Secret("")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void secrets_are_equal_by_their_text() {
    assertThat(new Secret("abc")).isEqualTo(new Secret("abc")).hasSameHashCodeAs(new Secret("abc"));
    assertThat(new Secret("abc")).isNotEqualTo(new Secret("abd")).isNotEqualTo("abc");
    assertThat(new Secret("abc").hashCode()).isNotZero();
  }

  @Test
  void scopes_are_a_sorted_set() {
    assertThat(Scopes.parse("  b:x a:y\tb:x ")).isEqualTo(Scopes.of("a:y", "b:x"));
    assertThat(Scopes.parse("  ")).isEqualTo(Scopes.NONE);
    assertThat(Scopes.of("b", "a").toString()).isEqualTo("a b");
    assertThat(Scopes.NONE.isEmpty()).isTrue();
    assertThat(Scopes.of("a").isEmpty()).isFalse();
  }

  @Test
  void scopes_join_and_compare() {
    var ab = Scopes.of("a", "b");
    assertThat(ab.union(Scopes.of("c"))).isEqualTo(Scopes.of("a", "b", "c"));
    assertThat(ab.common(Scopes.of("b", "c"))).isEqualTo(Scopes.of("b"));
    assertThat(ab.missingFrom(Scopes.of("b", "c"))).isEqualTo(Scopes.of("c"));
    assertThat(ab.containsAll(Scopes.of("a"))).isTrue();
    assertThat(ab.containsAll(Scopes.of("a", "c"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\"b", "a\\b", "é", "a\n"})
  void a_scope_is_a_scope_token(String name) {
    assertThatThrownBy(() -> Scopes.of(List.of(name))).hasMessageContaining("printable");
  }

  @Test
  void a_scope_has_its_limit() {
    assertThat(Scopes.of("x".repeat(128)).names()).hasSize(1);
    assertThatThrownBy(() -> Scopes.of("x".repeat(129))).hasMessageContaining("128");
  }

  @Test
  void a_pair_is_refreshable_until_its_refresh_token_ends() {
    assertThat(PAIR.isRefreshable(NOON.plus(Duration.ofDays(7)).minusNanos(1))).isTrue();
    assertThat(PAIR.isRefreshable(NOON.plus(Duration.ofDays(7)))).isFalse();
    var bare = new TokenPair(PAIR.access(), NOON, PAIR.expiresAt(), null, PAIR.scopes());
    assertThat(bare.isRefreshable(NOON)).isFalse();
  }

  private static final Held GRANT =
      Held.fresh(
          new Person(new AppId("cli_1"), new OpenId("ou_1")),
          new Consent(new UUID(1, 1), NOON),
          PAIR,
          1);

  @Test
  void a_token_is_leased_while_enough_of_its_life_is_left_and_renewed_first_otherwise() {
    var policy = TokenPolicy.STANDARD;
    assertThat(policy.judge(GRANT, Duration.ofMinutes(1), NOON.plusSeconds(7140)))
        .isEqualTo(new Verdict.Lease(Duration.ofMinutes(1)));
    assertThat(policy.judge(GRANT, Duration.ofMinutes(1), NOON.plusSeconds(7141)))
        .isEqualTo(new Verdict.RefreshFirst());
    assertThat(policy.judge(GRANT, Duration.ZERO, NOON.plusSeconds(7199)))
        .isEqualTo(new Verdict.Lease(Duration.ofSeconds(1)));
    assertThat(policy.judge(GRANT, Duration.ZERO, NOON.plusSeconds(7200)))
        .isEqualTo(new Verdict.RefreshFirst());
  }

  @Test
  void no_more_than_half_of_the_life_can_be_demanded() {
    var policy = TokenPolicy.STANDARD;
    assertThat(policy.judge(GRANT, Duration.ofHours(1), NOON))
        .isEqualTo(new Verdict.Lease(Duration.ofHours(2)));
    assertThat(policy.judge(GRANT, Duration.ofSeconds(3601), NOON))
        .isEqualTo(new Verdict.TooDemanding(Duration.ofHours(1)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 1.01, Double.NaN})
  void a_policy_is_a_share(double most) {
    assertThatThrownBy(() -> new TokenPolicy(most)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_policy_may_allow_the_whole_life() {
    assertThat(new TokenPolicy(1).judge(GRANT, Duration.ofHours(2), NOON))
        .isEqualTo(new Verdict.Lease(Duration.ofHours(2)));
  }
}
