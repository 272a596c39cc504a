package dev.larkspur.application.token;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.pair;
import static dev.larkspur.application.Consented.tell;
import static dev.larkspur.application.token.TokenScene.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.Pause;
import dev.larkspur.application.Race;
import dev.larkspur.application.token.RenewalOutcome.AlreadyRenewed;
import dev.larkspur.application.token.RenewalOutcome.Renewed;
import dev.larkspur.application.token.RenewalOutcome.RetryLater;
import dev.larkspur.domain.token.GrantCommand;
import dev.larkspur.domain.token.GrantCommand.Need;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One refresh and several who want it, in one instance and in many. */
class SharedRenewalTest {
  private static final Need NEWER = new Need.Newer(1);
  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  private final TokenScene scene = new TokenScene();

  @Test
  void T3_while_another_instance_presents_nobody_else_does_and_its_pair_is_waited_for() {
    var begun = scene.begunAfterConsent();
    var theirs = pair(NOON);
    scene.pause.meanwhile.add(() -> {});
    scene.pause.meanwhile.add(
        () ->
            tell(
                scene.grants,
                ANN,
                new GrantCommand.Renewed(begun.attempt().orElseThrow(), theirs),
                scene.clock.instant()));
    assertThat(scene.one.renew.handle(ANN, NEWER)).isEqualTo(new AlreadyRenewed(scene.now(ANN)));
    assertThat(scene.now(ANN).pair()).isEqualTo(theirs);
    assertThat(scene.platform.count()).isZero();
    assertThat(scene.pause.slept).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
  }

  @Test
  void T3_who_waits_in_vain_is_told_to_come_later_and_has_presented_nothing() {
    scene.begunAfterConsent();
    assertThat(scene.one.renew.handle(ANN, NEWER)).isEqualTo(new RetryLater(A_MOMENT, null));
    assertThat(scene.clock.instant()).isEqualTo(NOON.plus(PATIENCE));
    assertThat(scene.platform.count()).isZero();
  }

  @Test
  void T13_what_is_presented_is_what_is_stored_when_the_attempt_is_written_down() {
    scene.consented(ANN);
    var between = new ArrayList<Runnable>();
    var late = new Interposed(scene.grants, between);
    var slow = scene.new Instance("slow", late, Runnable::run, scene.pause);
    between.add(() -> scene.one.renew.handle(ANN, NEWER)); // after slow has read
    assertThat(slow.renew.handle(ANN, NEWER)).isEqualTo(new AlreadyRenewed(scene.now(ANN)));
    assertThat(scene.platform.count()).isOne();
  }

  @Test
  void T14_who_goes_away_stops_nothing() {
    var tasks = new ArrayList<Runnable>();
    scene.consented(ANN);
    var hasty = scene.new Instance("hasty", scene.grants, tasks::add, scene.pause);
    assertThat(hasty.renew.handle(ANN, NEWER)).isEqualTo(new RetryLater(A_MOMENT, null));
    assertThat(scene.platform.count()).isZero();
    tasks.forEach(Runnable::run);
    assertThat(scene.platform.count()).isOne();
    assertThat(scene.now(ANN).epoch()).isEqualTo(2);
  }

  @Test
  void many_who_want_the_same_share_one_refresh() throws Exception {
    scene.consented(ANN);
    var arrived = new CountDownLatch(32);
    var counting =
        new Pause() {
          @Override
          public void sleep(Duration time) {
            throw new AssertionError("nobody has to look again");
          }

          @Override
          public boolean isDoneWithin(Future<?> work, Duration time) {
            arrived.countDown();
            return Pause.real().isDoneWithin(work, time);
          }
        };
    var busy =
        scene
        .new Instance(
            "busy",
            scene.grants,
            task -> Thread.startVirtualThread(() -> after(arrived, task)),
            counting);
    var outcomes = Race.of(32, () -> busy.renew.handle(ANN, NEWER));
    assertThat(outcomes).hasSize(32).containsOnly(new Renewed(scene.now(ANN)));
    assertThat(scene.platform.count()).isOne();
  }

  private static void after(CountDownLatch arrived, Runnable task) {
    try {
      arrived.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    task.run();
  }

  @Test
  void T15_of_several_instances_on_one_store_one_presents() throws Exception {
    scene.consented(ANN);
    var number = new AtomicInteger();
    var outcomes =
        Race.of(
            16,
            () ->
                scene
                    .new Instance(
                        "instance-" + number.getAndIncrement(),
                        scene.grants,
                        Runnable::run,
                        Pause.real())
                    .renew.handle(ANN, NEWER));
    assertThat(scene.platform.count()).isOne();
    assertThat(scene.now(ANN).epoch()).isEqualTo(2);
    assertThat(outcomes).filteredOn(Renewed.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(AlreadyRenewed.class::isInstance).hasSize(15);
  }

  @Test
  void who_joins_one_with_a_smaller_need_has_their_own_met_too() {
    var tasks = new ArrayDeque<Runnable>();
    var joins = new ArrayDeque<Runnable>();
    var ann = scene.consented(ANN);
    var slow = scene.new Instance("slow", scene.grants, tasks::add, new WorksOff(tasks, joins));
    var told = new ArrayList<RenewalOutcome>();
    joins.add(() -> told.add(slow.renew.handle(ANN, NEWER)));
    assertThat(slow.renew.handle(ANN, new Need.Lasting(Duration.ofHours(1))))
        .isEqualTo(new AlreadyRenewed(ann));
    assertThat(told).containsExactly(new Renewed(scene.now(ANN)));
  }

  /** Waits for work by doing it, after somebody else has joined. */
  private record WorksOff(Deque<Runnable> tasks, Deque<Runnable> joins) implements Pause {
    @Override
    public void sleep(Duration time) {
      throw new AssertionError("nobody has to look again");
    }

    @Override
    public boolean isDoneWithin(Future<?> work, Duration time) {
      if (!joins.isEmpty()) {
        joins.removeFirst().run();
      }
      while (!work.isDone()) {
        tasks.removeFirst().run();
      }
      return true;
    }
  }
}
