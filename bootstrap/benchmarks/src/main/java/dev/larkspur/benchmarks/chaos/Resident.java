package dev.larkspur.benchmarks.chaos;

import dev.larkspur.sandbox.world.SamplePerson;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One person, what was served of theirs so far, and what therefore may not be served any more. */
final class Resident {
  /** By then every instance must know. */
  private static final Duration A_SECOND = Duration.ofSeconds(1);

  private static final Duration LONG_AGO = Duration.ofMinutes(5); // no call takes as long

  private static final Duration BETWEEN_REQUESTS = Duration.ofSeconds(5);

  private final SamplePerson person;
  private final TreeMap<Instant, Long> epochs = new TreeMap<>(); // when each was first seen
  private final Set<String> seen = new HashSet<>(); // tokens of the present consent
  private final Set<String> withdrawn = new HashSet<>();
  private @Nullable Answer newest; // of the present consent
  private boolean consenting;
  private boolean barred; // withdraws, or has withdrawn and was not asked again
  private boolean gone; // has withdrawn and was not asked again
  private Instant withdrawnAt = Instant.MIN;
  private Instant requestedAt = Instant.MIN;

  Resident(SamplePerson person) {
    this.person = person;
  }

  String openId() {
    return person.openId();
  }

  /** The newest token that was served. */
  synchronized Optional<Answer> newest() {
    return Optional.ofNullable(newest);
  }

  /** Whether they turn to a card now; it is theirs until they are done. */
  synchronized boolean beginConsent() {
    if (barred || consenting) {
      return false;
    }
    consenting = true;
    return true;
  }

  synchronized void endConsent() {
    consenting = false;
  }

  /** Whether a service may ask them: not too often, and not while they withdraw. */
  synchronized boolean beginRequest() {
    var now = Instant.now();
    if (barred || now.isBefore(requestedAt.plus(BETWEEN_REQUESTS))) {
      return false;
    }
    requestedAt = now;
    return true;
  }

  /** Whether their consent may be withdrawn now. */
  synchronized boolean beginWithdrawal() {
    if (barred || consenting || newest == null) {
      return false;
    }
    barred = true;
    newest = null;
    return true;
  }

  /** A server said that it is done. */
  synchronized void withdrawn() {
    gone = true;
    withdrawnAt = Instant.now();
    withdrawn.addAll(seen);
    seen.clear();
  }

  synchronized void endWithdrawal() {
    barred = false;
    gone = false;
  }

  /** Whether the consent was being withdrawn, or was withdrawn, after this moment. */
  synchronized boolean hasWithdrawnSince(Instant moment) {
    return barred || withdrawnAt.isAfter(moment);
  }

  /** Takes note of a token; what is wrong with it by what was seen before. */
  synchronized Optional<String> served(Answer answer) {
    var wrong = wrong(answer);
    var token = answer.token();
    if (!withdrawn.contains(token)) {
      seen.add(token);
    }
    epochs.merge(
        answer.answered(), Math.max(answer.epoch(), highestEpoch(answer.answered())), Math::max);
    var longAgo = epochs.floorKey(answer.asked().minus(LONG_AGO));
    if (longAgo != null) {
      epochs.headMap(longAgo).clear();
    }
    if (!barred
        && answer.asked().isAfter(withdrawnAt)
        && (newest == null || answer.epoch() >= newest.epoch())) {
      newest = answer;
    }
    return wrong;
  }

  private Optional<String> wrong(Answer answer) {
    boolean known = withdrawnAt.plus(A_SECOND).isBefore(answer.asked());
    if (known && (gone || withdrawn.contains(answer.token()))) {
      return Optional.of("served after it was withdrawn");
    }
    if (answer.epoch() < highestEpoch(answer.asked().minus(A_SECOND))) {
      return Optional.of("an older token than one that was served a second before");
    }
    return Optional.empty();
  }

  private long highestEpoch(Instant until) {
    var last = epochs.floorEntry(until);
    return last == null ? 0 : last.getValue();
  }

  /** Whether a token was withheld that had been served before and still lasts. */
  synchronized boolean isWithheld(Answer refusal) {
    return newest != null
        && newest.answered().isBefore(refusal.asked())
        && newest.expiresAt().isAfter(refusal.answered().plus(A_SECOND));
  }
}
