package dev.larkspur.application.authorization;

import dev.larkspur.application.Pause;
import dev.larkspur.application.authorization.port.ConsentPolls;
import dev.larkspur.application.authorization.port.ConsentPolls.Poll;
import dev.larkspur.application.authorization.port.TokenEndpoint;
import dev.larkspur.application.authorization.port.TokenEndpoint.Redeemed;
import dev.larkspur.application.token.Turns;
import dev.larkspur.application.token.port.Apps;
import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.application.token.port.TokenBudget;
import dev.larkspur.application.token.port.TokenBudget.Permits;
import dev.larkspur.application.token.port.TokenBudget.Purpose;
import dev.larkspur.domain.authorization.AuthCommand.CodeExpired;
import dev.larkspur.domain.authorization.AuthCommand.ConsentRefused;
import dev.larkspur.domain.authorization.AuthCommand.GiveUp;
import dev.larkspur.domain.authorization.FailureReason;
import dev.larkspur.domain.identity.AppId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** Asks the token endpoint about those who were shown a link, as often as it may be asked. */
public final class PollConsent {
  /** Longer than a poll takes; a poll whose taker died is made again after it. */
  static final Duration LEASE = Duration.ofSeconds(30);

  private static final Duration SLOW_DOWN = Duration.ofSeconds(5); // RFC 8628 section 3.5
  private static final Duration SLOWEST = Duration.ofSeconds(60);
  private static final int MOST_AT_ONCE = 50;

  private final Apps apps;
  private final ConsentPolls polls;
  private final TokenBudget budget;
  private final Turns turns;
  private final TokenEndpoint tokens;
  private final SettleConsent settle;
  private final Executor each;
  private final InstantSource clock;

  /**
   * @param each runs the polls of a round, side by side if it likes
   */
  public PollConsent(
      Apps apps,
      ConsentPolls polls,
      TokenBudget budget,
      TokenEndpoint tokens,
      SettleConsent settle,
      Executor each,
      Pause pause,
      InstantSource clock) {
    this.apps = apps;
    this.polls = polls;
    this.budget = budget;
    this.turns = new Turns(budget, pause, clock);
    this.tokens = tokens;
    this.settle = settle;
    this.each = each;
    this.clock = clock;
  }

  /** One round over all apps; what the budget does not allow waits for a later one. */
  public void handle() {
    // each by itself: one app's trouble must not keep the others from being polled
    apps.all().forEach(app -> each.execute(() -> pollSome(app.id())));
  }

  private void pollSome(AppId app) {
    var now = clock.instant();
    var due = Math.min(polls.due(app, now), MOST_AT_ONCE);
    if (due == 0) {
      return;
    }
    var permits = budget.take(app, Purpose.POLL, due, clock);
    if (permits.count() == 0) {
      return;
    }
    var leased = polls.lease(app, now, now.plus(LEASE), permits.count());
    for (int i = 0; i < leased.size(); i++) {
      var poll = leased.get(i);
      int number = i;
      each.execute(() -> poll(poll, permits, number));
    }
    if (leased.size() < permits.count()) { // other instances were first
      budget.giveBack(app, permits, permits.count() - leased.size());
    }
  }

  private void poll(Poll poll, Permits permits, int number) {
    if (!turns.comes(poll.session().person().app(), Purpose.POLL, permits, number)) {
      again(poll, poll.interval(), Duration.ZERO);
      return;
    }
    var session = poll.session();
    try {
      switch (tokens.redeem(session.person().app(), poll.code())) {
        case Redeemed.Approved(var pair) -> settle.approved(session, pair);
        case Redeemed.PersonRefused() -> settle.ended(session, new ConsentRefused());
        case Redeemed.CodeExpired() -> settle.ended(session, new CodeExpired());
        // perhaps another poll of ours got the pair and is still storing it: it has a minute for
        // that
        case Redeemed.Rejected(var reason, _)
            when reason == FailureReason.CODE_SPENT && poll.interval().compareTo(SLOWEST) < 0 ->
            again(poll, SLOWEST, Duration.ZERO);
        case Redeemed.Rejected(var reason, var error) ->
            settle.ended(session, new GiveUp(reason, error, null));
        case Redeemed.Pending() -> again(poll, poll.interval(), Duration.ZERO);
        case Redeemed.SlowDown() -> again(poll, poll.interval().plus(SLOW_DOWN), Duration.ZERO);
        case Redeemed.RateLimited(var wait) -> {
          budget.pause(session.person().app(), clock.instant(), wait);
          again(poll, poll.interval(), wait);
        }
      }
    } catch (PlatformUnavailable e) {
      again(poll, poll.interval().plusSeconds(1), e.waitAtLeast());
    }
  }

  private void again(Poll poll, Duration interval, Duration atLeast) {
    var next = shorter(interval, SLOWEST);
    var told = shorter(atLeast, SLOWEST); // shorter than any code's life
    var wait = next.compareTo(told) > 0 ? next : told;
    polls.again(poll.session().id(), clock.instant().plus(wait), next);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
