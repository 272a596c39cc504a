package dev.larkspur.application.authorization;

import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.application.authorization.port.CodeExchange;
import dev.larkspur.application.authorization.port.CodeExchange.Exchanged;
import dev.larkspur.application.authorization.port.Doorbell;
import dev.larkspur.application.token.Turns;
import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.application.token.port.TokenBudget.Purpose;
import dev.larkspur.domain.authorization.AuthCommand;
import dev.larkspur.domain.authorization.AuthCommand.ConsentRefused;
import dev.larkspur.domain.authorization.AuthCommand.GiveUp;
import dev.larkspur.domain.authorization.AuthFlow;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSession.Exchanging;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.Claim;
import dev.larkspur.domain.authorization.Decision;
import dev.larkspur.domain.authorization.Decision.Advance;
import dev.larkspur.domain.authorization.Decision.Refuse;
import dev.larkspur.domain.authorization.FailureReason;
import dev.larkspur.domain.authorization.Redirect;
import dev.larkspur.domain.authorization.Refusal;
import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.domain.token.Secret;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An authorization code came, from wherever: it is traded for the pair, once. */
public final class RedeemCode {
  /*
   * The order: look, wait for a permit, claim, call once, store. Who brings what this session does
   * not take is turned away at the look and takes no permit from others. While a permit is waited
   * for the session is as it was, so that where there is none nothing is lost. From the claim on
   * nobody else gets past it with a code.
   */
  private final AuthSessions sessions;
  private final CodeExchange codes;
  private final Turns turns;
  private final SettleConsent settle;
  private final Doorbell cards;
  private final Claims claims;
  private final Executor tasks;
  private final InstantSource clock;

  /**
   * @param tasks runs what has to be finished before the application is gone
   */
  public RedeemCode(
      AuthSessions sessions,
      CodeExchange codes,
      Turns turns,
      SettleConsent settle,
      Doorbell cards,
      Claims claims,
      Executor tasks,
      InstantSource clock) {
    this.sessions = sessions;
    this.codes = codes;
    this.turns = turns;
    this.settle = settle;
    this.cards = cards;
    this.claims = claims;
    this.tasks = tasks;
    this.clock = clock;
  }

  /** What became of a code. */
  sealed interface Redemption {
    /** It was not sent: the session does not take it. */
    record NotTaken(Decision decision) implements Redemption {}

    /** It was not sent: it is not its turn soon. The session is as it was. */
    record NoTurn() implements Redemption {}

    /**
     * It was sent.
     *
     * @param session as it is after that
     */
    record Sent(AuthSession session) implements Redemption {}
  }

  /**
   * @param arrival what happens to the session with the code, under a claim of ours
   * @param redirect the session's own, where a browser came back; null: the code came with a press
   */
  Redemption handle(
      AuthSessionId id,
      Function<Claim, AuthCommand> arrival,
      Secret code,
      @Nullable Redirect redirect) {
    var session = sessions.find(id).orElse(null);
    if (session == null) {
      return new Redemption.NotTaken(new Refuse(Refusal.UNKNOWN_SESSION, null));
    }
    var preview = decide(session, arrival);
    if (!(preview instanceof Advance(Exchanging _))) {
      return new Redemption.NotTaken(preview);
    }
    if (!turns.comes(session.person().app(), Purpose.EXCHANGE)) {
      return new Redemption.NoTurn();
    }
    return finished(() -> claimed(id, arrival, code, redirect));
  }

  private Redemption claimed(
      AuthSessionId id,
      Function<Claim, AuthCommand> arrival,
      Secret code,
      @Nullable Redirect redirect) {
    var decision = sessions.advance(id, s -> decide(s, arrival)); // its claim counts from now
    cards.ring();
    return decision instanceof Advance(Exchanging mine)
        ? new Redemption.Sent(redeemed(mine, code, redirect))
        : new Redemption.NotTaken(decision);
  }

  /** What is begun is finished, also when the application stops or the caller goes away. */
  private Redemption finished(Callable<Redemption> work) {
    var task = new FutureTask<>(work);
    tasks.execute(task);
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException("a code could not be traded", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted; the code is being traded all the same", e);
    }
  }

  private AuthSession redeemed(Exchanging mine, Secret code, @Nullable Redirect redirect) {
    exchange(mine, code, redirect);
    return sessions.find(mine.id()).orElse(mine);
  }

  private void exchange(Exchanging mine, Secret code, @Nullable Redirect redirect) {
    var app = mine.person().app();
    Exchanged exchanged;
    try {
      exchanged = codes.exchange(app, code, redirect);
    } catch (PlatformUnavailable e) {
      failed(mine, FailureReason.CODE_SPENT, null); // it may have got there: not sent again
      return;
    }
    switch (exchanged) {
      case Exchanged.Approved(var pair) -> settle.exchanged(mine, pair);
      case Exchanged.PersonRefused() -> settle.ended(mine, new ConsentRefused());
      case Exchanged.RateLimited(var wait) -> {
        turns.pause(app, wait);
        failed(mine, FailureReason.CODE_SPENT, null);
      }
      case Exchanged.Rejected(var reason, var error) -> failed(mine, reason, error);
    }
  }

  private void failed(Exchanging mine, FailureReason reason, @Nullable PlatformError error) {
    settle.ended(mine, new GiveUp(reason, error, mine.claim()));
  }

  private Decision decide(AuthSession session, Function<Claim, AuthCommand> arrival) {
    return AuthFlow.decide(session, arrival.apply(claims.forCode()), clock.instant());
  }
}
