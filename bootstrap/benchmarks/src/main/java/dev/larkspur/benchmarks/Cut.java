package dev.larkspur.benchmarks;

import java.util.List;

/**
 * What happens to the lines of the first so many instances, to one of their stores or to both.
 *
 * @param remembered whether the tokens are in those instances' memory before
 * @param how other than {@link Relay.Mode#PASSES}
 */
record Cut(
    String what,
    int instances,
    boolean redis,
    boolean database,
    Relay.Mode how,
    boolean remembered) {
  static final List<Cut> ALL =
      List.of(
          new Cut("Redis cut from all four", 4, true, false, Relay.Mode.CUTS, true),
          new Cut("Redis hangs for all four", 4, true, false, Relay.Mode.HANGS, true),
          new Cut("PostgreSQL cut from two", 2, false, true, Relay.Mode.CUTS, true),
          new Cut("PostgreSQL hangs for two", 2, false, true, Relay.Mode.HANGS, true),
          new Cut(
              "PostgreSQL's answers held from two", 2, false, true, Relay.Mode.HOLDS_ANSWERS, true),
          new Cut("… and not remembered", 2, false, true, Relay.Mode.HOLDS_ANSWERS, false),
          new Cut("both cut from all four", 4, true, true, Relay.Mode.CUTS, true),
          new Cut("both hang for all four", 4, true, true, Relay.Mode.HANGS, true));
}
