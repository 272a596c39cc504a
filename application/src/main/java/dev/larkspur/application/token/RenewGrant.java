package dev.larkspur.application.token;

import dev.larkspur.application.Pause;
import dev.larkspur.application.token.RenewalOutcome.AlreadyRenewed;
import dev.larkspur.application.token.RenewalOutcome.RetryLater;
import dev.larkspur.application.token.port.Grants;
import dev.larkspur.application.token.port.TokenBudget;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.GrantCommand.Need;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

/**
 * Gets a person's next pair because somebody waits for it. Callers who want the same person's share
 * one refresh, in this instance and across instances, and one who goes away stops nothing.
 */
public final class RenewGrant {
  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  private final AwaitedRefresh refresh;
  private final Executor background;
  private final Duration patience;
  private final Pause pause;
  private final InstantSource clock;
  private final ConcurrentMap<Person, FutureTask<RenewalOutcome>> running =
      new ConcurrentHashMap<>();

  /**
   * @param background where a refresh goes on when nobody waits for it any more
   * @param patience how long a caller waits at the most
   */
  public RenewGrant(
      Grants grants,
      TokenBudget budget,
      PresentToken present,
      Attempts attempts,
      Executor background,
      Duration patience,
      Pause pause) {
    this.refresh = new AwaitedRefresh(grants, budget, present, attempts, patience, pause);
    this.background = background;
    this.patience = patience;
    this.pause = pause;
    this.clock = attempts.clock();
  }

  public RenewalOutcome handle(Person person, Need need) {
    var giveUpAt = clock.instant().plus(patience);
    var mine = new FutureTask<>(() -> refresh.handle(person, need));
    var theirs = running.putIfAbsent(person, mine);
    if (theirs == null) {
      start(person, mine);
      return outcome(mine, giveUpAt);
    }
    var told = outcome(theirs, giveUpAt);
    if (told instanceof AlreadyRenewed) { // they may have found no need where we have one
      start(person, mine);
      return outcome(mine, giveUpAt);
    }
    return told;
  }

  private RenewalOutcome outcome(FutureTask<RenewalOutcome> task, Instant giveUpAt) {
    var left = Duration.between(clock.instant(), giveUpAt);
    if (!pause.isDoneWithin(task, left) || task.isCancelled()) {
      return new RetryLater(A_MOMENT, null);
    }
    if (task.state() != Future.State.SUCCESS) {
      throw new IllegalStateException("Cannot renew a grant", task.exceptionNow());
    }
    return task.resultNow();
  }

  private void start(Person person, FutureTask<RenewalOutcome> task) {
    try {
      background.execute(() -> run(person, task));
    } catch (RejectedExecutionException e) { // we are being stopped
      running.remove(person, task);
      task.cancel(false);
    }
  }

  private void run(Person person, FutureTask<RenewalOutcome> task) {
    try {
      task.run();
    } finally {
      running.remove(person, task);
    }
    if (task.state() == Future.State.FAILED) { // perhaps nobody waits for it any more
      throw new IllegalStateException("Cannot renew the grant of " + person, task.exceptionNow());
    }
  }
}
