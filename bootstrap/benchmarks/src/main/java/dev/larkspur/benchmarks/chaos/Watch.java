package dev.larkspur.benchmarks.chaos;

import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.oauth.UserTokens.Access;
import dev.larkspur.sandbox.oauth.UserTokens.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Looks at every answer and asks the platform whose the token is. */
final class Watch {
  /** A token that was served and that the platform does not take, for a reason yet to be found. */
  record Stale(String openId, long epoch, Instant answered) {}

  private final Sandbox sandbox;
  private final Tally tally;
  private final List<Stale> stale = new CopyOnWriteArrayList<>();

  Watch(Sandbox sandbox, Tally tally) {
    this.sandbox = sandbox;
    this.tally = tally;
  }

  List<Stale> stale() {
    return List.copyOf(stale);
  }

  void lookedUp(Resident resident, Answer answer) {
    tally.count("lookup: " + answer.outcome());
    if (answer.isServed()) {
      served(resident, answer);
    } else if (isRefusal(answer) && resident.isWithheld(answer)) {
      tally.wrong(resident.openId() + ": a valid token was withheld, " + answer);
    }
  }

  private static boolean isRefusal(Answer answer) {
    return answer.outcome().equals("refresh_unavailable")
        || answer.outcome().equals("authorization_required");
  }

  /**
   * @param before the token that is said not to serve
   */
  void refreshed(Resident resident, Answer before, Answer answer) {
    tally.count("forced refresh: " + answer.outcome());
    if (answer.isServed()) {
      if (answer.epoch() <= before.epoch() || answer.token().equals(before.token())) {
        tally.wrong(resident.openId() + ": a refresh answered with the old token, " + answer);
      }
      served(resident, answer);
    }
  }

  private void served(Resident resident, Answer answer) {
    switch (sandbox.judge(answer.token())) {
      case Verdict.Good(var access) -> isTheirs(resident, access);
      case Verdict.Expired(var access) -> {
        isTheirs(resident, access);
        stale(resident, answer);
      }
      case Verdict.Unknown() -> stale(resident, answer);
    }
    resident.served(answer).ifPresent(why -> tally.wrong(resident.openId() + ": " + why));
    if (isUncertain(answer)) {
      tally.count("served while uncertain");
    }
  }

  private void isTheirs(Resident resident, Access access) {
    if (!access.openId().equals(resident.openId())) {
      tally.wrong(resident.openId() + ": got the token of " + access.openId());
    }
  }

  private static boolean isUncertain(Answer answer) {
    return answer.body().path("state").asText().equals("uncertain");
  }

  private void stale(Resident resident, Answer answer) {
    if (isUncertain(answer)) {
      tally.count("stale: uncertain, and served as such");
    } else if (!answer.expiresAt().isAfter(Instant.now())) {
      tally.count("stale: over by the time it arrived");
    } else if (resident.hasWithdrawnSince(answer.asked())) {
      tally.count("stale: withdrawn meanwhile");
    } else {
      stale.add(new Stale(resident.openId(), answer.epoch(), answer.answered()));
    }
  }
}
