package dev.larkspur.proof.simulation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * All that is left to chance, from one number. Each seed has a handful of kinds of faults of its
 * own, some of them frequent: where everything goes wrong at once, nothing gets far.
 */
final class Dice {
  private static final double[] HOW_OFTEN = {0, 0, 0.3, 1, 3};

  private final SplittableRandom random;
  private final Map<Fault, Double> faults = new EnumMap<>(Fault.class);

  Dice(long seed) {
    random = new SplittableRandom(seed);
    for (var fault : Fault.values()) {
      double howOften = HOW_OFTEN[random.nextInt(HOW_OFTEN.length)];
      if (howOften > 0) {
        faults.put(fault, Math.min(0.5, fault.usual() * howOften));
      }
    }
  }

  RandomGenerator random() {
    return random;
  }

  Set<Fault> faults() {
    return faults.keySet();
  }

  boolean strikes(Fault fault) {
    var probability = faults.get(fault);
    return probability != null && chance(probability);
  }

  /** From now on nothing goes wrong. */
  void faultsCease() {
    faults.clear();
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** Both included. */
  long between(long least, long most) {
    return least >= most ? least : random.nextLong(least, most + 1);
  }

  /** Mostly near {@code least}, seldom near {@code most}; both above 0. */
  long spread(long least, long most) {
    return Math.round(least * Math.pow((double) most / least, random.nextDouble()));
  }

  <T> T of(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  @SafeVarargs
  final <T> T of(T... all) {
    return all[random.nextInt(all.length)];
  }

  int order() {
    return random.nextInt();
  }

  /** How long a step takes. */
  long step() {
    if (strikes(Fault.SLOW)) {
      return spread(Scheduler.SECOND, Scheduler.MINUTE);
    }
    return chance(0.1) ? spread(5 * Scheduler.MILLI, Scheduler.SECOND) : between(50, 5_000);
  }
}
