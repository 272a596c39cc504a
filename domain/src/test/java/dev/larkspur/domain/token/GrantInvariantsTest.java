package dev.larkspur.domain.token;

import static dev.larkspur.domain.token.Samples.GRANTS;
import static dev.larkspur.domain.token.Samples.NOON;
import static dev.larkspur.domain.token.Samples.SITUATIONS;
import static dev.larkspur.domain.token.Samples.UNSPENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.Grant.Revoked;
import dev.larkspur.domain.token.GrantCommand.Answered;
import dev.larkspur.domain.token.GrantCommand.Need;
import dev.larkspur.domain.token.GrantCommand.NoAnswer;
import dev.larkspur.domain.token.GrantCommand.Renew;
import dev.larkspur.domain.token.GrantCommand.Renewed;
import dev.larkspur.domain.token.GrantCommand.TurnedAway;
import dev.larkspur.domain.token.GrantDecision.Advance;
import dev.larkspur.domain.token.GrantDecision.Orphan;
import dev.larkspur.domain.token.GrantDecision.Refuse;
import dev.larkspur.domain.token.GrantDecision.Stay;
import dev.larkspur.domain.token.GrantDecision.Withdraw;
import dev.larkspur.domain.token.Renewal.Ended;
import dev.larkspur.domain.token.Renewal.Probed;
import dev.larkspur.domain.token.Samples.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every grant, whatever happens to it. */
class GrantInvariantsTest {
  static Stream<Arguments> every_pair() {
    return GRANTS.stream().flatMap(g -> SITUATIONS.stream().map(it -> Arguments.of(g, it)));
  }

  private static GrantDecision decide(Grant grant, Situation happens) {
    return GrantFlow.decide(grant, happens.command().apply(grant), happens.now());
  }

  private static Grant after(GrantDecision decision) {
    return Objects.requireNonNull(decision.grant());
  }

  @ParameterizedTest
  @MethodSource("every_pair")
  void whose_it_is_stays_and_the_epoch_never_falls(Grant grant, Situation happens) {
    var after = after(decide(grant, happens));
    assertThat(after.person()).isEqualTo(grant.person());
    assertThat(after.consent()).isEqualTo(grant.consent());
    assertThat(after.epoch()).isGreaterThanOrEqualTo(grant.epoch());
  }

  @ParameterizedTest
  @MethodSource("every_pair")
  void what_stays_or_is_refused_is_as_it_was_and_what_advances_is_not(
      Grant grant, Situation happens) {
    switch (decide(grant, happens)) {
      case Stay(var after) -> assertThat(after).isEqualTo(grant);
      case Refuse(_, var after) -> assertThat(after).isEqualTo(grant);
      case Orphan(var after, _) -> assertThat(after).isEqualTo(grant);
      case Advance(var after) -> assertThat(after).isNotEqualTo(grant);
      case Withdraw(var after, var pair) -> {
        assertThat(pair).isEqualTo(((Held) grant).pair());
        assertThat(after.epoch()).isGreaterThan(grant.epoch());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("every_pair")
  void a_withdrawn_grant_stays_withdrawn(Grant grant, Situation happens) {
    if (grant instanceof Revoked) {
      assertThat(after(decide(grant, happens))).isEqualTo(grant);
    }
  }

  @ParameterizedTest
  @MethodSource("every_pair")
  void nothing_but_the_next_pair_changes_the_pair(Grant grant, Situation happens) {
    if (grant instanceof Held before && after(decide(grant, happens)) instanceof Held after) {
      boolean renewed = happens.command().apply(grant) instanceof Renewed;
      if (!renewed) {
        assertThat(after.pair()).isEqualTo(before.pair());
      }
      assertThat(after.pair().equals(before.pair())).isEqualTo(after.epoch() == before.epoch());
    }
  }

  @ParameterizedTest
  @MethodSource("every_pair")
  void a_pair_received_for_the_present_epoch_is_always_taken(Grant grant, Situation happens) {
    if (happens.command().apply(grant) instanceof Renewed c
        && c.attempt().epoch() == grant.epoch()) {
      switch (decide(grant, happens)) {
        case Advance(var held) -> assertThat(held.pair()).isEqualTo(c.pair());
        case Orphan(_, var late) -> assertThat(late).isEqualTo(c.pair());
        case Stay _, Refuse _, Withdraw _ -> throw new AssertionError("the pair is lost");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("every_pair")
  void an_answer_for_another_attempt_changes_nothing_unless_it_is_a_pair(
      Grant grant, Situation happens) {
    if (happens.command().apply(grant) instanceof Answered answer && !(answer instanceof Renewed)) {
      boolean own =
          grant instanceof Held held
              && held.attempt().filter(a -> a.isSameAs(answer.attempt())).isPresent()
              && answer.attempt().epoch() == grant.epoch();
      assertThat(after(decide(grant, happens)).equals(grant)).isEqualTo(!own);
    }
  }

  @ParameterizedTest
  @MethodSource("every_pair")
  void what_was_probed_or_ended_is_never_presented_again(Grant grant, Situation happens) {
    if (grant instanceof Held before
        && (before.renewal() instanceof Probed || before.renewal() instanceof Ended)
        && after(decide(grant, happens)) instanceof Held after) {
      var known = before.attempt().map(Attempt::id);
      assertThat(after.attempt().map(Attempt::id))
          .satisfiesAnyOf(id -> assertThat(id).isEmpty(), id -> assertThat(id).isEqualTo(known));
    }
  }

  /** A long life of one grant: whoever may present does, answers come late, twice or never. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void each_refresh_token_is_presented_once_and_probed_once_at_most(long seed) {
    var random = new Random(seed);
    var unheeded = new HashMap<String, Integer>(); // presentations that were not turned away
    var answers = new ArrayList<Answered>();
    Grant grant = UNSPENT;
    var now = NOON;
    for (int step = 0; step < 5_000; step++) {
      now = now.plusSeconds(random.nextInt(600));
      var command =
          random.nextInt(3) == 0 || answers.isEmpty()
              ? renew(new UUID(seed, step), now)
              : answers.get(Math.max(0, answers.size() - 1 - random.nextInt(3)));
      var decision = GrantFlow.decide(grant, command, now);
      if (command instanceof Renew r
          && decision instanceof Advance(var begun)
          && begun.attempt().filter(r.attempt()::isSameAs).isPresent()) {
        var answer = answer(random, begun.attempt().get(), now);
        answers.add(answer);
        if (!(answer instanceof TurnedAway)) {
          var kind = begun.renewal().getClass().getSimpleName();
          assertThat(unheeded.merge(kind + begun.epoch(), 1, Integer::sum)).isOne();
        }
      }
      assertThat(after(decision).epoch()).isGreaterThanOrEqualTo(grant.epoch());
      grant = after(decision);
      if (grant instanceof Held held && !held.isRefreshable(now)) {
        grant =
            Held.fresh(held.person(), held.consent(), Samples.pair("new", now), held.epoch() + 1);
      }
    }
    assertThat(unheeded.keySet().stream().filter(k -> k.startsWith("Presented")))
        .hasSizeGreaterThan(100);
    assertThat(unheeded.keySet().stream().filter(k -> k.startsWith("Probed")))
        .hasSizeGreaterThan(10);
  }

  private static Renew renew(UUID id, Instant now) {
    var fresh = new Attempt(id, 0, "one", now, now.plus(Samples.ATTEMPT));
    return new Renew(new Need.Lasting(Duration.ofDays(30)), fresh);
  }

  /** The one answer to an attempt; whoever tells it may tell it again. */
  private static Answered answer(Random random, Attempt attempt, Instant now) {
    int which = random.nextInt(4);
    if (which == 0) {
      return Samples.turnedAway(attempt);
    }
    return which == 1
        ? new Renewed(attempt, Samples.pair("next-" + attempt.id(), now))
        : new NoAnswer(attempt, Samples.ERROR);
  }
}
