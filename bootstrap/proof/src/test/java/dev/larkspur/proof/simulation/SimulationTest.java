package dev.larkspur.proof.simulation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.proof.simulation.Simulation.Violation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final int FEW = 300;

  @Test
  void the_protocol_holds_under_two_thousand_seeds() throws InterruptedException {
    assertThat(violation(Protocol.AS_IT_IS, 2_000)).as("violation").isNull();
  }

  @Test
  void the_same_seed_does_the_same_again() {
    for (long seed = 1; seed <= 20; seed++) {
      var once = new Simulation(seed, Protocol.AS_IT_IS);
      assertThat(once.trace()).isEqualTo(once.trace()).hasSizeGreaterThan(10);
    }
  }

  @Test
  void another_seed_does_something_else() {
    assertThat(new Simulation(1, Protocol.AS_IT_IS).trace())
        .isNotEqualTo(new Simulation(2, Protocol.AS_IT_IS).trace());
  }

  @Test
  void without_the_journal_a_token_is_presented_twice() throws InterruptedException {
    assertThat(invariant(BrokenProtocols.NO_JOURNAL))
        .containsAnyOf("a second time", "presented again");
  }

  @Test
  void without_the_fence_a_late_result_overwrites_a_newer_consent() throws InterruptedException {
    assertThat(invariant(BrokenProtocols.NO_FENCE)).contains("overwrote the newer");
  }

  @Test
  void a_retry_after_a_reset_presents_what_is_not_written_down() throws InterruptedException {
    assertThat(invariant(BrokenProtocols.RETRY_AFTER_A_RESET))
        .contains("is presented and that was not written down before");
  }

  @Test
  void a_violation_can_be_seen_again() throws InterruptedException {
    var seen = requireNonNull(violation(BrokenProtocols.RETRY_AFTER_A_RESET, FEW));
    assertThat(new Simulation(seen.seed(), BrokenProtocols.RETRY_AFTER_A_RESET).run())
        .isEqualTo(seen);
    assertThat(seen.trace()).anyMatch(line -> line.contains("!!"));
  }

  private static String invariant(Protocol protocol) throws InterruptedException {
    var violation = violation(protocol, FEW);
    return violation == null ? "none" : violation.invariant();
  }

  private static @Nullable Violation violation(Protocol protocol, int seeds)
      throws InterruptedException {
    return new Campaign(1, seeds, protocol).run(_ -> {});
  }
}
