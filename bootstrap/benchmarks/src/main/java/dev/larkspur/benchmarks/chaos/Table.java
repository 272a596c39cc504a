package dev.larkspur.benchmarks.chaos;

import dev.larkspur.sandbox.oauth.Counters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param lines name and figures, in the order in which they are read
 * @param broken the promises that were not kept
 */
record Table(Map<String, String> lines, List<String> broken) {
  static Table of(
      Wish wish,
      Counters platform,
      Ledger ledger,
      Reckoning reckoning,
      List<Resident> residents,
      Watch watch,
      Tally tally,
      int unsettled,
      List<String> stuck) {
    var lines = new LinkedHashMap<String, String>();
    var broken = new ArrayList<String>();
    long injected = platform.refreshesByAnswer().getOrDefault("99991400", 0L);
    long limited = platform.refusedByLimit() - injected;
    long again = reckoning.presentedTooOften(residents);
    long probes = ledger.attempts().stream().filter(Ledger.Attempt::probe).count();
    long lost = reckoning.lost(residents);
    var stale = reckoning.stale(watch.stale());

    lines.put(
        "run",
        wish.run().toSeconds() + " s, seed " + wish.seed() + ", " + wish.people() + " people");
    lines.put(
        "done to it",
        counts(tally, "kills", "stops", "database restarts", "database crashes", "outages"));
    lines.put(
        "consents",
        counts(tally, "consents", "withdrawals")
            + ", cards of Larkspur's own accord "
            + ledger.cards());
    lines.put("lookups", shown(tally.all("lookup: ")));
    lines.put("forced refreshes", shown(tally.all("forced refresh: ")));
    lines.put("refreshes by the platform's answer", platform.refreshesByAnswer().toString());
    lines.put("refresh tokens issued", "" + platform.refreshTokens());
    lines.put("presented so many times", platform.presentations().histogram().toString());
    lines.put("presented beyond once and the probe", "" + again);
    lines.put("probes", probes + ", most of one token " + reckoning.mostProbes());
    lines.put("rotations carried out", "" + platform.rotations().issued());
    lines.put("rotations delivered", "" + platform.rotations().delivered());
    lines.put("rotations stored", "" + reckoning.committed(residents));
    lines.put("not stored for a reason (at most)", shown(reckoning.excuses()));
    lines.put("rotations lost", "" + lost);
    lines.put(
        "attempts without an answer",
        ""
            + ledger.attempts().stream()
                .filter(a -> !a.isRenewed() && !"REFUSED".equals(a.outcome()))
                .count());
    lines.put("served while uncertain", "" + tally.of("served while uncertain"));
    lines.put("stale when served", shown(merge(tally.all("stale: "), stale)));
    lines.put("wrong answers", "" + tally.of("wrong answers"));
    lines.put("refused by the real limit", "" + limited);
    lines.put("people without a good token at the end", "" + unsettled);
    lines.put("stuck", "" + stuck.size());

    check(broken, again == 0, again + " presentations too many");
    check(
        broken,
        platform.presentations().max() <= 2,
        "a token was presented " + platform.presentations().max() + " times");
    check(
        broken,
        reckoning.mostProbes() <= 1,
        "a token was probed " + reckoning.mostProbes() + " times");
    check(broken, lost == 0, lost + " rotations lost");
    check(broken, limited == 0, limited + " answers by the limit");
    check(broken, !stale.containsKey(Reckoning.UNEXPLAINED), "stale tokens that nothing explains");
    broken.addAll(tally.wrongs());
    broken.addAll(stuck);
    return new Table(lines, broken);
  }

  private static Map<String, Long> merge(Map<String, Long> one, Map<String, Long> other) {
    var all = new LinkedHashMap<>(one);
    all.putAll(other);
    return all;
  }

  private static void check(List<String> broken, boolean kept, String otherwise) {
    if (!kept) {
      broken.add(otherwise);
    }
  }

  private static String counts(Tally tally, String... names) {
    var counts = new LinkedHashMap<String, Long>();
    for (var name : names) {
      counts.put(name, tally.of(name));
    }
    return shown(counts);
  }

  private static String shown(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(e -> e.getKey() + " " + e.getValue())
        .collect(java.util.stream.Collectors.joining(", "));
  }

  boolean holds() {
    return broken.isEmpty();
  }

  String text() {
    var text = new StringBuilder();
    lines.forEach((name, figures) -> text.append(String.format("%-38s %s%n", name, figures)));
    text.append(holds() ? "Every promise was kept.\n" : "BROKEN:\n");
    broken.forEach(line -> text.append("  ").append(line).append('\n'));
    return text.toString();
  }
}
