package dev.larkspur.benchmarks.chaos;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.larkspur.benchmarks.chaos.Ledger.Attempt;
import dev.larkspur.benchmarks.chaos.Watch.Stale;
import dev.larkspur.sandbox.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Compares what the platform saw with what Larkspur wrote down, person by person. */
final class Reckoning {
  static final String UNEXPLAINED = "unexplained";

  /** An attempt is a call, and then its answer is stored, however long the store is away. */
  private static final Duration LONGEST_ATTEMPT = Duration.ofMinutes(2);

  /** From the reading of a token to the platform's judgement of it. */
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(5);

  /** The brake of a server after an outage holds for a minute at most. */
  private static final Duration OVERDUE = Duration.ofSeconds(75);

  private final Sandbox sandbox;
  private final Ledger ledger;
  private final Absences absences;
  private final List<Resident> residents;
  private final List<Stale> stale;

  Reckoning(
      Sandbox sandbox,
      Ledger ledger,
      Absences absences,
      List<Resident> residents,
      List<Stale> stale) {
    this.sandbox = sandbox;
    this.ledger = ledger;
    this.absences = absences;
    this.residents = residents;
    this.stale = stale;
  }

  /** How many times a person was asked of Larkspur's own accord. */
  long cards() {
    return ledger.cards();
  }

  /** Presentations that are neither a token's first nor written down as a probe. */
  long presentedTooOften() {
    return sum(
        resident -> {
          var tokens = sandbox.tokensOf(resident.openId());
          var attempts = ledger.attemptsOf(resident.openId());
          long probes = attempts.stream().filter(Attempt::probe).count();
          return Math.max(0, tokens.presentedAgain() - probes)
              + Math.max(0, tokens.presentations() - attempts.size());
        });
  }

  long probes() {
    return ledger.attempts().stream().filter(Attempt::probe).count();
  }

  /** The most probes of one refresh token. */
  long mostProbes() {
    var ofEach =
        ledger.attempts().stream()
            .filter(Attempt::probe)
            .collect(groupingBy(a -> Map.entry(a.openId(), a.epoch()), counting()));
    return ofEach.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /** Attempts of which no answer was stored. */
  long unanswered() {
    return ledger.attempts().stream().filter(Attempt::isUnanswered).count();
  }

  long stored() {
    return sum(resident -> stored(resident.openId()));
  }

  /** A late answer closes a presentation and its probe with one pair. */
  private long stored(String openId) {
    return ledger.attemptsOf(openId).stream()
        .filter(Attempt::isRenewed)
        .map(Attempt::epoch)
        .distinct()
        .count();
  }

  /** Rotations whose answer was handed over, and that are neither stored nor to be explained. */
  long lost() {
    return sum(resident -> Math.max(0, missing(resident) - explained(resident, true)));
  }

  /** Those that would be lost if it were no excuse that a process was stopped and went on. */
  long missedAsleep() {
    return sum(resident -> Math.max(0, missing(resident) - explained(resident, false))) - lost();
  }

  private long missing(Resident resident) {
    return sandbox.tokensOf(resident.openId()).rotationsDelivered() - stored(resident.openId());
  }

  private long explained(Resident resident, boolean sleepExcuses) {
    return ledger.attemptsOf(resident.openId()).stream()
        .filter(a -> wasKilled(a) || isOutranked(a) || (sleepExcuses && wasAsleep(a)))
        .count();
  }

  /** Attempts that need not have been stored, by the reason. */
  Map<String, Long> excuses() {
    var all = new TreeMap<String, Long>();
    for (var attempt : ledger.attempts()) {
      if (wasKilled(attempt)) {
        all.merge("process killed", 1L, Long::sum);
      } else if (isOutranked(attempt)) {
        all.merge("another consent or a withdrawal", 1L, Long::sum);
      } else if (wasAsleep(attempt)) {
        all.merge("process stopped", 1L, Long::sum);
      }
    }
    return all;
  }

  private boolean wasKilled(Attempt attempt) {
    return attempt.outcome() == null
        && absences.wasKilled(attempt.owner(), attempt.startedAt(), latestEnd(attempt));
  }

  private boolean wasAsleep(Attempt attempt) {
    return attempt.isUnanswered()
        && absences.wasAsleep(attempt.owner(), attempt.startedAt(), latestEnd(attempt));
  }

  private static Instant latestEnd(Attempt attempt) {
    var end = attempt.endedAt();
    return end == null ? attempt.startedAt().plus(LONGEST_ATTEMPT) : end;
  }

  private boolean isOutranked(Attempt attempt) {
    return attempt.outcome() == null
        && ledger.hasChangedSince(attempt.openId(), attempt.startedAt());
  }

  /** Why tokens were served that the platform did not take. */
  Map<String, Long> stale() {
    return stale.stream().collect(groupingBy(this::why, TreeMap::new, counting()));
  }

  private String why(Stale token) {
    return ledger.attemptsOf(token.openId()).stream()
        .filter(a -> a.epoch() == token.epoch() && a.startedAt().isBefore(token.answered()))
        .map(a -> a.isRenewed() ? "its successor was on the way" : "its successor's answer is lost")
        .findFirst()
        .orElseGet(() -> isWithdrawn(token) ? "withdrawn meanwhile" : UNEXPLAINED);
  }

  private boolean isWithdrawn(Stale token) {
    return ledger.hasChangedSince(token.openId(), token.answered().minus(ON_ITS_WAY));
  }

  /**
   * Grants that changed in a way that is written down nowhere, or did not change though it is
   * written down: each consent, withdrawal and renewal makes the epoch one more.
   */
  List<String> unaccountedFor() {
    return ledger.grants().stream()
        .filter(grant -> grant.epoch() != changes(grant.openId()) + stored(grant.openId()))
        .map(
            grant ->
                "%s has epoch %d after %d consents and withdrawals and %d renewals"
                    .formatted(
                        grant.openId(),
                        grant.epoch(),
                        changes(grant.openId()),
                        stored(grant.openId())))
        .toList();
  }

  private long changes(String openId) {
    return ledger.changes().stream().filter(change -> change.openId().equals(openId)).count();
  }

  /** Grants about which something should have been done long ago. */
  List<String> stuck() {
    var since = Instant.now().minus(OVERDUE);
    return ledger.grants().stream()
        .filter(grant -> grant.isOverdue(since))
        .map(grant -> grant.openId() + " is stuck: " + grant.renewal() + " and overdue")
        .toList();
  }

  private long sum(ToLongFunction<Resident> each) {
    return residents.stream().mapToLong(each).sum();
  }
}
