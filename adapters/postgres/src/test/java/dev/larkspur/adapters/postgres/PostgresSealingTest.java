package dev.larkspur.adapters.postgres;

import static dev.larkspur.application.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.MutableClock;
import dev.larkspur.application.keys.port.Sealing;
import dev.larkspur.application.keys.port.SealingContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresSealingTest implements SealingContract {
  private static Instance instance;

  @BeforeAll
  static void start() {
    instance = Instance.on(Database.fresh("sealing"), new MutableClock(NOON));
  }

  @AfterAll
  static void stop() {
    instance.close();
  }

  @Override
  public Sealing sealing() {
    return instance.context().getBean(Sealing.class);
  }

  @Test
  void what_is_sealed_names_the_key_that_sealed_it() {
    var key = instance.context().getBean(DataKeys.class).held().keys().primary();
    assertThat(new Sealed(sealing().seal(CLEAR, "here")).isSealedWith(key)).isTrue();
  }

  @Test
  void what_another_deployment_sealed_does_not_open() {
    try (var other = Instance.on(Database.fresh("sealing_elsewhere"), new MutableClock(NOON))) {
      var theirs = other.context().getBean(Sealing.class).seal(CLEAR, "here");
      assertThat(sealing().open(theirs, "here")).isEmpty();
    }
  }
}
