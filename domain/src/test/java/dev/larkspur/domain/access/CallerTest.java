package dev.larkspur.domain.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final AppId APP = new AppId("cli_1");
  private static final OpenId ANN = new OpenId("ou_ann");
  private static final Person ANN_IN_APP = new Person(APP, ANN);
  private static final Person BO_IN_APP = new Person(APP, new OpenId("ou_bo"));
  private static final Person ANN_ELSEWHERE = new Person(new AppId("cli_2"), ANN);

  private static Caller caller(Reach reach, Operation... operations) {
    return new Caller(
        UUID.randomUUID(), "reports", reach, Set.of(operations), false, NOON, NOON.plusSeconds(60));
  }

  @Test
  void a_key_reaches_the_apps_and_users_it_names() {
    var app = new Reach(Set.of(APP), null);
    assertThat(app.covers(ANN_IN_APP)).isTrue();
    assertThat(app.covers(BO_IN_APP)).isTrue();
    assertThat(app.covers(ANN_ELSEWHERE)).isFalse();
    var user = new Reach(null, Set.of(ANN));
    assertThat(user.covers(ANN_IN_APP)).isTrue();
    assertThat(user.covers(ANN_ELSEWHERE)).isTrue();
    assertThat(user.covers(BO_IN_APP)).isFalse();
    assertThat(Reach.EVERYONE.covers(BO_IN_APP)).isTrue();
  }

  @Test
  void a_key_that_reaches_nobody_is_refused() {
    assertThatThrownBy(() -> new Reach(Set.of(), null)).hasMessageContaining("apps");
    assertThatThrownBy(() -> new Reach(null, Set.of())).hasMessageContaining("users");
  }

  @Test
  void a_caller_may_what_its_operations_and_reach_both_allow() {
    var caller = caller(new Reach(Set.of(APP), Set.of(ANN)), Operation.TOKENS_READ);
    assertThat(caller.may(Operation.TOKENS_READ, ANN_IN_APP)).isTrue();
    assertThat(caller.may(Operation.GRANTS_READ, ANN_IN_APP)).isFalse();
    assertThat(caller.may(Operation.TOKENS_READ, BO_IN_APP)).isFalse();
  }

  @Test
  void the_first_administrator_may_everything_and_does_not_expire() {
    var administrator = Caller.firstAdministrator();
    for (var operation : Operation.values()) {
      assertThat(administrator.may(operation, ANN_ELSEWHERE)).isTrue();
    }
    assertThat(administrator.administrator()).isTrue();
    assertThat(administrator.isExpired(Instant.MAX)).isFalse();
  }

  @Test
  void a_caller_expires_at_its_end() {
    var caller = caller(Reach.EVERYONE, Operation.TOKENS_READ);
    assertThat(caller.isExpired(NOON.plusSeconds(60).minusNanos(1))).isFalse();
    assertThat(caller.isExpired(NOON.plusSeconds(60))).isTrue();
  }

  @Test
  void a_caller_has_a_name_and_an_operation() {
    assertThatThrownBy(() -> caller(Reach.EVERYONE)).hasMessageContaining("operations");
    assertThatThrownBy(() -> named(" ")).hasMessageContaining("name");
    assertThatThrownBy(() -> named("a\nb")).hasMessageContaining("control");
    assertThatThrownBy(() -> named("x".repeat(101))).hasMessageContaining("name");
    assertThat(named("x".repeat(100)).name()).hasSize(100);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 0, 1_000_001})
  void a_limit_is_one_to_a_million(int perSecond) {
    assertThatThrownBy(() -> limitedTo(perSecond)).hasMessageContaining("per_second");
    assertThat(limitedTo(1).perSecond()).isEqualTo(1);
    assertThat(limitedTo(1_000_000).perSecond()).isEqualTo(1_000_000);
    assertThat(named("free").perSecond()).isNull();
  }

  private static Caller limitedTo(int perSecond) {
    return new Caller(
        UUID.randomUUID(),
        "reports",
        Reach.EVERYONE,
        Set.of(Operation.TOKENS_READ),
        false,
        NOON,
        null,
        perSecond);
  }

  @Test
  void operations_have_the_names_that_callers_use() {
    for (var operation : Operation.values()) {
      assertThat(Operation.of(operation.text())).contains(operation);
    }
    assertThat(Operation.of("tokens:read")).contains(Operation.TOKENS_READ);
    assertThat(Operation.of("TOKENS_READ")).isEmpty();
  }

  private static Caller named(String name) {
    return new Caller(
        UUID.randomUUID(), name, Reach.EVERYONE, Set.of(Operation.TOKENS_READ), false, NOON, null);
  }
}
