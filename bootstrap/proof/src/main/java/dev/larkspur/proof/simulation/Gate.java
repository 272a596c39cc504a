package dev.larkspur.proof.simulation;

import dev.larkspur.domain.identity.AppId;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Between an instance and everything outside it. At each call, before its effect and after, others
 * may go on, and the process may be killed or stand still.
 */
final class Gate {
  private final World world;
  private final Life life;

  Gate(World world, Life life) {
    this.world = world;
    this.life = life;
  }

  void step() {
    var dice = world.dice();
    if (dice.strikes(Fault.CRASH)) {
      world.kill(life);
      Coroutine.suspend(); // for ever
    }
    if (dice.strikes(Fault.FROZEN)) {
      world.freeze(life);
    }
    world.scheduler().sleep(dice.step());
  }

  /** A call of the store that is not worth a line of the trace unless it fails. */
  <T> T quietly(Supplier<T> effect) {
    return through(effect, null);
  }

  /**
   * A call of the store.
   *
   * @param words what the trace says of its result
   */
  <T> T through(Supplier<T> effect, @Nullable Function<T, String> words) {
    step();
    if (world.store().isAway(now()) || world.dice().strikes(Fault.STORE_REFUSES)) {
      throw fails("the store refuses");
    }
    var result = effect.get();
    if (words != null) {
      say(() -> words.apply(result));
    }
    step();
    if (world.dice().strikes(Fault.STORE_SILENT)) {
      throw fails("the store has done it and does not answer");
    }
    return result;
  }

  private StoreDown fails(String how) {
    say(() -> how);
    return new StoreDown(how);
  }

  /**
   * The current coroutine was given permits to call the platform for the app, the last of them for
   * that time by its own clock.
   */
  void permitted(AppId app, Instant last) {
    var current = world.scheduler().current();
    if (current != null) {
      current.permitted(app, life.timeOf(last));
    }
  }

  /** In the trace, with what is being done by whom. */
  void say(Supplier<String> what) {
    var doing = world.scheduler().current();
    world.say(life.name(), () -> (doing == null ? "" : doing.name() + ": ") + what.get());
  }

  private long now() {
    return world.scheduler().now();
  }
}
