package dev.larkspur.benchmarks.chaos;

import static java.util.stream.Collectors.joining;

import dev.larkspur.sandbox.oauth.Counters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Draws up the table. */
final class Accounts {
  private static final int ONCE_AND_A_PROBE = 2;

  private final Wish wish;
  private final Counters platform;
  private final Reckoning reckoning;
  private final Tally tally;
  private final Map<String, String> figures = new LinkedHashMap<>();
  private final List<String> broken = new ArrayList<>();

  Accounts(Wish wish, Counters platform, Reckoning reckoning, Tally tally) {
    this.wish = wish;
    this.platform = platform;
    this.reckoning = reckoning;
    this.tally = tally;
  }

  Table table(int unsettled) {
    whatHappened();
    presentations();
    rotations();
    answers();
    figure("people without a good token at the end", unsettled);
    must(unsettled == 0 || !wish.isPatient(), unsettled + " people have no good token");
    broken.addAll(reckoning.stuck());
    return new Table(figures, broken);
  }

  private void whatHappened() {
    figure(
        "seconds, seed, people",
        wish.run().toSeconds() + ", " + wish.seed() + ", " + wish.people());
    figure("kill -9 of a server, SIGSTOP", tally.of("kills") + ", " + tally.of("stops"));
    figure(
        "PostgreSQL restarted, kill -9 of it",
        tally.of("database restarts") + ", " + tally.of("database crashes"));
    figure("outages of the platform", tally.of("outages"));
    figure("consents, withdrawals", tally.of("consents") + ", " + tally.of("withdrawals"));
    figure("cards of Larkspur's own accord", reckoning.cards());
    figure("lookups", shown(tally.all("lookup: ")));
    figure("calls not made, for want of a server", tally.of(Traffic.NOT_MADE));
    figure("forced refreshes", shown(tally.all("forced refresh: ")));
    figure("what the platform answered to refreshes", shown(platform.refreshesByAnswer()));
  }

  private void presentations() {
    var seen = platform.presentations();
    long beyond = reckoning.presentedTooOften();
    figure("refresh tokens issued", platform.refreshTokens());
    figure("of these presented 0, 1, 2 … times", shown(seen.histogram()));
    figure("probes, most of one token", reckoning.probes() + ", " + reckoning.mostProbes());
    figure("presentations beyond the first and the probe", beyond);
    must(beyond == 0, beyond + " presentations are neither a token's first nor its probe");
    must(seen.max() <= ONCE_AND_A_PROBE, "a token was presented " + seen.max() + " times");
    must(reckoning.mostProbes() <= 1, "a token was probed " + reckoning.mostProbes() + " times");
  }

  private void rotations() {
    long lost = reckoning.lost();
    figure(
        "rotations carried out, delivered",
        platform.rotations().issued() + ", " + platform.rotations().delivered());
    figure("rotations stored", reckoning.stored());
    figure("attempts without a stored answer", reckoning.unanswered());
    figure("of these excused", shown(reckoning.excuses()));
    figure("delivered to a process asleep, not stored", reckoning.missedAsleep());
    figure("rotations lost", lost);
    figure("grants whose epoch is not accounted for", reckoning.unaccountedFor().size());
    broken.addAll(reckoning.unaccountedFor());
    must(lost == 0, lost + " rotations were delivered and are not stored");
  }

  private void answers() {
    var stale = new TreeMap<>(tally.all("stale: "));
    stale.putAll(reckoning.stale());
    long limited = platform.tokenCallsRefusedByLimit();
    figure("served while uncertain", tally.of("served while uncertain"));
    figure("served, but not taken by the platform", shown(stale));
    figure("wrong answers", tally.of("wrong answers"));
    figure("calls beyond the limit", limited);
    must(!stale.containsKey(Reckoning.UNEXPLAINED), "nothing explains why a token was not taken");
    must(limited == 0, limited + " calls were beyond the limit");
    broken.addAll(tally.wrongs());
  }

  private void figure(String name, long count) {
    figure(name, Long.toString(count));
  }

  private void figure(String name, String figure) {
    figures.put(name, figure);
  }

  private void must(boolean kept, String otherwise) {
    if (!kept) {
      broken.add(otherwise);
    }
  }

  private static String shown(Map<?, Long> counts) {
    return counts.isEmpty()
        ? "none"
        : counts.entrySet().stream()
            .map(e -> e.getKey() + ": " + e.getValue())
            .collect(joining(", "));
  }
}
