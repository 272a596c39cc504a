package dev.larkspur.benchmarks.chaos;

import dev.larkspur.benchmarks.chaos.Ledger.Attempt;
import dev.larkspur.benchmarks.chaos.Watch.Stale;
import dev.larkspur.sandbox.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares what the platform saw with what Larkspur wrote down, person by person. */
final class Reckoning {
  /** An attempt is a call, and then its answer is stored, however long the store is away. */
  private static final Duration LONGEST_ATTEMPT = Duration.ofMinutes(2);

  private final Sandbox sandbox;
  private final Ledger ledger;
  private final Absences absences;

  Reckoning(Sandbox sandbox, Ledger ledger, Absences absences) {
    this.sandbox = sandbox;
    this.ledger = ledger;
    this.absences = absences;
  }

  /** Presentations that are neither a token's first nor written down as a probe. */
  long presentedTooOften(List<Resident> residents) {
    return sum(residents, this::presentedTooOften);
  }

  private long presentedTooOften(Resident resident) {
    var tokens = sandbox.tokensOf(resident.openId());
    var attempts = ledger.attemptsOf(resident.openId());
    long probes = attempts.stream().filter(Attempt::probe).count();
    return Math.max(0, tokens.presentedAgain() - probes)
        + Math.max(0, tokens.presentations() - attempts.size())
        + Math.max(0, tokens.presentationsMax() - 2);
  }

  /** The most probes of one refresh token. */
  long mostProbes() {
    return ledger.attempts().stream()
        .filter(Attempt::probe)
        .collect(
            Collectors.groupingBy(a -> Map.entry(a.openId(), a.epoch()), Collectors.counting()))
        .values()
        .stream()
        .mapToLong(Long::longValue)
        .max()
        .orElse(0);
  }

  /** Rotations that are stored. A late answer closes a presentation and its probe with one pair. */
  long committed(List<Resident> residents) {
    return sum(residents, this::committed);
  }

  private long committed(Resident resident) {
    return ledger.attemptsOf(resident.openId()).stream()
        .filter(Attempt::isRenewed)
        .map(Attempt::epoch)
        .distinct()
        .count();
  }

  /** Rotations that reached a process which was there, and are neither stored nor outranked. */
  long lost(List<Resident> residents) {
    return sum(
        residents,
        r ->
            Math.max(
                0,
                sandbox.tokensOf(r.openId()).rotationsDelivered()
                    - committed(r)
                    - ledger.attemptsOf(r.openId()).stream().filter(this::isExcused).count()));
  }

  private boolean isExcused(Attempt attempt) {
    return wasAway(attempt) || isOutranked(attempt);
  }

  private boolean wasAway(Attempt attempt) {
    boolean open = attempt.outcome() == null || attempt.outcome().equals("NO_ANSWER");
    var end =
        attempt.endedAt() == null ? attempt.startedAt().plus(LONGEST_ATTEMPT) : attempt.endedAt();
    return open && absences.any(attempt.owner(), attempt.startedAt(), end);
  }

  private boolean isOutranked(Attempt attempt) {
    return attempt.outcome() == null
        && ledger.hasChangedSince(attempt.openId(), attempt.startedAt());
  }

  /** How many excuses there are of each kind. */
  Map<String, Long> excuses() {
    return ledger.attempts().stream()
        .filter(this::isExcused)
        .collect(
            Collectors.groupingBy(
                a -> wasAway(a) ? "owner killed or stopped" : "outranked", Collectors.counting()));
  }

  /** Why tokens were served that the platform did not take, by the journal of their epoch. */
  Map<String, Long> stale(List<Stale> stale) {
    return stale.stream().collect(Collectors.groupingBy(this::why, Collectors.counting()));
  }

  private String why(Stale stale) {
    return ledger.attemptsOf(stale.openId()).stream()
        .filter(a -> a.epoch() == stale.epoch())
        .filter(a -> a.startedAt().isBefore(stale.answered()))
        .map(
            a ->
                a.isRenewed()
                    ? "its successor was on the way"
                    : "the answer with its successor was lost")
        .findFirst()
        .orElseGet(() -> withdrawn(stale) ? "withdrawn meanwhile" : UNEXPLAINED);
  }

  static final String UNEXPLAINED = "unexplained";

  private boolean withdrawn(Stale stale) {
    return ledger.hasChangedSince(stale.openId(), stale.answered().minusSeconds(5));
  }

  /** Grants about which something should have been done long ago. */
  List<String> stuck(Instant since) {
    return ledger.grants().stream()
        .filter(grant -> grant.isOverdue(since))
        .map(grant -> grant.openId() + " is " + grant.renewal() + " and overdue")
        .toList();
  }

  private static long sum(List<Resident> residents, Function<Resident, Long> each) {
    return residents.stream().map(each).mapToLong(Long::longValue).sum();
  }
}
