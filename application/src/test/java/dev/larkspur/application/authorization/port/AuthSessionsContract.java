package dev.larkspur.application.authorization.port;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.DOCS;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.PATIENCE;
import static dev.larkspur.application.Cast.approved;
import static dev.larkspur.application.Cast.claim;
import static dev.larkspur.application.Cast.click;
import static dev.larkspur.application.Cast.linkReady;
import static dev.larkspur.application.Cast.request;
import static dev.larkspur.application.Cast.requested;
import static dev.larkspur.application.Cast.verified;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.application.Cast;
import dev.larkspur.application.MutableClock;
import dev.larkspur.application.Race;
import dev.larkspur.application.StoreContract;
import dev.larkspur.domain.authorization.AuthCommand;
import dev.larkspur.domain.authorization.AuthCommand.Approved;
import dev.larkspur.domain.authorization.AuthCommand.Cancel;
import dev.larkspur.domain.authorization.AuthCommand.CodeArrived;
import dev.larkspur.domain.authorization.AuthCommand.ConsentRefused;
import dev.larkspur.domain.authorization.AuthCommand.GiveUp;
import dev.larkspur.domain.authorization.AuthCommand.LinkReady;
import dev.larkspur.domain.authorization.AuthCommand.Sweep;
import dev.larkspur.domain.authorization.AuthFlow;
import dev.larkspur.domain.authorization.AuthRequest;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSession.AwaitingConsent;
import dev.larkspur.domain.authorization.AuthSession.Cancelled;
import dev.larkspur.domain.authorization.AuthSession.Denied;
import dev.larkspur.domain.authorization.AuthSession.Exchanging;
import dev.larkspur.domain.authorization.AuthSession.Expired;
import dev.larkspur.domain.authorization.AuthSession.Failed;
import dev.larkspur.domain.authorization.AuthSession.Granted;
import dev.larkspur.domain.authorization.AuthSession.Preparing;
import dev.larkspur.domain.authorization.AuthSession.Requested;
import dev.larkspur.domain.authorization.AuthSession.Verifying;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.CardTemplate;
import dev.larkspur.domain.authorization.CardWish;
import dev.larkspur.domain.authorization.ConsentRequest;
import dev.larkspur.domain.authorization.Decision;
import dev.larkspur.domain.authorization.Decision.Advance;
import dev.larkspur.domain.authorization.Decision.Award;
import dev.larkspur.domain.authorization.Decision.Refuse;
import dev.larkspur.domain.authorization.FailureReason;
import dev.larkspur.domain.authorization.Occasion;
import dev.larkspur.domain.authorization.Opening;
import dev.larkspur.domain.authorization.Refusal;
import dev.larkspur.domain.token.Consent;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.domain.token.RefreshToken;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.TokenPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every store of sessions keeps to. */
public interface AuthSessionsContract extends StoreContract {

  static Opening open(AuthSessions sessions, Requested fresh) {
    return open(sessions, fresh, NOON);
  }

  static Opening open(AuthSessions sessions, Requested fresh, Instant now) {
    return sessions.open(fresh.person(), o -> AuthFlow.open(o.orElse(null), fresh, now));
  }

  static Decision send(AuthSessions sessions, AuthSession to, AuthCommand command, Instant now) {
    return sessions.advance(to.id(), s -> AuthFlow.decide(s, command, now));
  }

  /** Opened, clicked, link made. */
  static AwaitingConsent awaiting(AuthSessions sessions, Requested fresh, Instant now) {
    return awaiting(sessions, fresh, Cast.code(now), now);
  }

  static AwaitingConsent awaiting(
      AuthSessions sessions, Requested fresh, ConsentRequest consent, Instant now) {
    open(sessions, fresh, now);
    var click = click(fresh, now);
    send(sessions, fresh, click, now);
    send(sessions, fresh, new LinkReady(consent, click.claim()), now);
    return (AwaitingConsent) sessions.find(fresh.id()).orElseThrow();
  }

  @Test
  default void a_session_is_read_back_as_it_was_opened() {
    var sessions = empty(new MutableClock(NOON)).sessions();
    var ann = requested(ANN);
    assertThat(open(sessions, ann)).isEqualTo(new Opening.Opened(ann));
    assertThat(sessions.find(ann.id())).contains(ann);
    assertThat(sessions.findOpen(ANN)).contains(ann);
    assertThat(sessions.findOpen(BO)).isEmpty();
    assertThat(sessions.find(new AuthSessionId(UUID.randomUUID()))).isEmpty();
  }

  @Test
  default void a_request_is_read_back_with_as_much_as_was_wished_for() {
    var sessions = empty(new MutableClock(NOON)).sessions();
    var to = requested(ANN).request().card().to();
    for (var wish :
        List.of(
            new CardWish(to, CardWish.Detail.CONCISE, null, null),
            new CardWish(to, CardWish.Detail.DETAILED, null, null, new CardTemplate("AAq1", null)),
            new CardWish(to, CardWish.Detail.CONCISE, "m", null, new CardTemplate("b", "1.0")))) {
      var session = wishing(wish);
      open(sessions, session);
      assertThat(sessions.find(session.id())).contains(session);
      send(sessions, session, new Cancel(), NOON);
    }
  }

  private static Requested wishing(CardWish wish) {
    var session = requested(ANN);
    var r = session.request();
    return new Requested(
        new AuthRequest(
            r.id(),
            r.person(),
            r.method(),
            r.scopes(),
            r.nonce(),
            wish,
            Occasion.RENEWAL,
            r.requestedBy(),
            NOON),
        session.expiresAt());
  }

  @Test
  default void every_state_on_the_way_to_a_grant_is_read_back_as_it_was_decided() {
    var stores = empty(new MutableClock(NOON));
    var sessions = stores.sessions();
    var ann = requested(ANN);
    open(sessions, ann);

    var click = click(ann, NOON);
    send(sessions, ann, click, NOON);
    assertThat(sessions.find(ann.id()))
        .contains(new Preparing(ann.request(), click.claim(), ann.expiresAt()));

    var link = linkReady(click.claim(), NOON);
    send(sessions, ann, link, NOON);
    assertThat(sessions.find(ann.id()))
        .contains(new AwaitingConsent(ann.request(), link.consent()));

    var approved = approved(NOON);
    send(sessions, ann, approved, NOON);
    assertThat(sessions.find(ann.id()))
        .contains(new Verifying(ann.request(), approved.pair(), approved.claim()));
    assertThat(stores.grants().find(ANN)).isEmpty();

    assertThat(send(sessions, ann, verified(ANN), NOON.plusSeconds(1))).isInstanceOf(Award.class);
    assertThat(sessions.find(ann.id()))
        .contains(new Granted(ann.request(), NOON.plusSeconds(1), approved.pair().scopes()));
    assertThat(sessions.findOpen(ANN)).isEmpty();

    assertThat(stores.grants().find(ANN))
        .contains(
            Held.fresh(
                ANN, new Consent(ann.id().value(), NOON.plusSeconds(1)), approved.pair(), 1));
    assertThat(stores.grants().find(BO)).isEmpty();
  }

  @Test
  default void every_state_on_the_way_by_a_redirect_is_read_back_as_it_was_decided() {
    var sessions = empty(new MutableClock(NOON)).sessions();
    var redirect = Cast.redirect(NOON);
    var ann = awaiting(sessions, requested(ANN), redirect, NOON);
    assertThat(sessions.find(ann.id())).contains(new AwaitingConsent(ann.request(), redirect));

    var claim = claim(NOON.plusSeconds(15));
    send(sessions, ann, new CodeArrived(redirect.state(), claim), NOON);
    assertThat(sessions.find(ann.id())).contains(new Exchanging(ann.request(), claim));
    assertThat(sessions.findOpen(ANN)).isPresent();

    var pair = Cast.pair(NOON);
    send(sessions, ann, new Approved(pair, claim), NOON);
    assertThat(sessions.find(ann.id())).contains(new Verifying(ann.request(), pair, claim));
    send(sessions, ann, verified(ANN), NOON);
    assertThat(sessions.find(ann.id())).contains(new Granted(ann.request(), NOON, pair.scopes()));
  }

  @Test
  default void of_many_codes_at_once_exactly_one_is_taken() throws Exception {
    var sessions = empty(new MutableClock(NOON)).sessions();
    var redirect = Cast.redirect(NOON);
    var ann = awaiting(sessions, requested(ANN), redirect, NOON);
    var decisions =
        Race.of(
            16,
            () ->
                send(
                    sessions,
                    ann,
                    new CodeArrived(redirect.state(), claim(NOON.plusSeconds(15))),
                    NOON));
    assertThat(decisions.stream().filter(Advance.class::isInstance)).hasSize(1);
    assertThat(decisions.stream().filter(Refuse.class::isInstance)).hasSize(15);
  }

  @Test
  default void a_session_whose_code_is_being_traded_is_due_when_its_claim_lapses() {
    var sessions = empty(new MutableClock(NOON)).sessions();
    var redirect = Cast.redirect(NOON);
    var ann = awaiting(sessions, requested(ANN), redirect, NOON);
    send(sessions, ann, new CodeArrived(redirect.state(), claim(NOON.plusSeconds(15))), NOON);
    assertThat(sessions.due(NOON.plusSeconds(14), 10)).isEmpty();
    assertThat(sessions.due(NOON.plusSeconds(15), 10)).containsExactly(ann.id());
  }

  @Test
  default void a_pair_without_refresh_token_is_read_back_as_it_was() {
    var stores = empty(new MutableClock(NOON));
    var waiting = awaiting(stores.sessions(), requested(ANN), NOON);
    var full = approved(NOON);
    var pair =
        new TokenPair(
            full.pair().access(),
            NOON,
            NOON.plusSeconds(7200),
            (RefreshToken) null,
            Scopes.of("a:b"));
    var approved = new Approved(pair, full.claim());
    send(stores.sessions(), waiting, approved, NOON);
    assertThat(stores.sessions().find(waiting.id()))
        .contains(new Verifying(waiting.request(), pair, approved.claim()));
    send(stores.sessions(), waiting, verified(ANN), NOON);
    assertThat(Cast.held(stores.grants(), ANN).pair()).isEqualTo(pair);
  }

  @Test
  default void a_second_grant_of_the_same_person_has_the_next_epoch() {
    var stores = empty(new MutableClock(NOON));
    for (int epoch = 1; epoch <= 3; epoch++) {
      var waiting = awaiting(stores.sessions(), requested(ANN), NOON);
      var approved = approved(NOON);
      send(stores.sessions(), waiting, approved, NOON);
      send(stores.sessions(), waiting, verified(ANN), NOON);
      var grant = Cast.held(stores.grants(), ANN);
      assertThat(grant.epoch()).isEqualTo(epoch);
      assertThat(grant.pair()).isEqualTo(approved.pair());
    }
  }

  @Test
  default void every_settled_state_is_read_back_as_it_was_decided() {
    var sessions = empty(new MutableClock(NOON)).sessions();

    var denied = awaiting(sessions, requested(ANN), NOON);
    send(sessions, denied, new ConsentRefused(), NOON);
    assertThat(sessions.find(denied.id())).contains(new Denied(denied.request(), NOON));

    var expired = requested(ANN);
    open(sessions, expired);
    var late = NOON.plus(PATIENCE);
    send(sessions, expired, new Sweep(claim(late)), late);
    assertThat(sessions.find(expired.id())).contains(new Expired(expired.request(), late));

    var cancelled = requested(ANN);
    open(sessions, cancelled);
    send(sessions, cancelled, new Cancel(), NOON);
    assertThat(sessions.find(cancelled.id()))
        .contains(new Cancelled(cancelled.request(), NOON, null));

    var failed = requested(ANN);
    open(sessions, failed);
    var error = new PlatformError("230013", "bot not available", "log-1");
    send(sessions, failed, new GiveUp(FailureReason.CARD_UNDELIVERABLE, error, null), NOON);
    assertThat(sessions.find(failed.id()))
        .contains(new Failed(failed.request(), NOON, FailureReason.CARD_UNDELIVERABLE, error));

    var wrong = awaiting(sessions, requested(ANN), NOON);
    send(sessions, wrong, approved(NOON), NOON);
    send(sessions, wrong, verified(BO), NOON);
    assertThat(sessions.find(wrong.id()))
        .contains(new Failed(wrong.request(), NOON, FailureReason.WRONG_ACCOUNT, null));
    assertThat(sessions.findOpen(ANN)).isEmpty();
  }

  @Test
  default void merging_keeps_the_session_and_widens_it() {
    var sessions = empty(new MutableClock(NOON)).sessions();
    var first = requested(ANN);
    open(sessions, first);
    var more =
        new Requested(
            request(ANN, Scopes.of("calendar:calendar:readonly")),
            NOON.plus(PATIENCE).plusSeconds(9));
    assertThat(open(sessions, more)).isInstanceOf(Opening.Merged.class);
    var merged = (Requested) sessions.find(first.id()).orElseThrow();
    assertThat(merged.request().scopes())
        .isEqualTo(DOCS.union(Scopes.of("calendar:calendar:readonly")));
    assertThat(merged.request().nonce()).isEqualTo(first.request().nonce());
    assertThat(merged.expiresAt()).isEqualTo(more.expiresAt());
    assertThat(sessions.find(more.id())).isEmpty();
  }

  @Test
  default void replacing_settles_the_old_and_opens_the_new() {
    var sessions = empty(new MutableClock(NOON)).sessions();
    var old = awaiting(sessions, requested(ANN), NOON);
    var more =
        new Requested(request(ANN, Scopes.of("calendar:calendar:readonly")), NOON.plus(PATIENCE));
    open(sessions, more);
    assertThat(sessions.find(old.id())).contains(new Cancelled(old.request(), NOON, more.id()));
    assertThat(sessions.findOpen(ANN).orElseThrow().id()).isEqualTo(more.id());
    assertThat(sessions.findOpen(ANN).orElseThrow().request().scopes())
        .isEqualTo(DOCS.union(Scopes.of("calendar:calendar:readonly")));
  }

  @Test
  default void of_many_racing_requests_one_opens_and_all_see_it() throws Exception {
    var sessions = empty(new MutableClock(NOON)).sessions();
    var ids = Race.of(32, () -> open(sessions, requested(ANN)).session().id());
    assertThat(ids).hasSize(32);
    assertThat(ids.stream().distinct()).hasSize(1);
    assertThat(sessions.findOpen(ANN).orElseThrow().id()).isEqualTo(ids.getFirst());
  }

  @Test
  default void of_many_racing_clicks_exactly_one_advances() throws Exception {
    var sessions = empty(new MutableClock(NOON)).sessions();
    var ann = requested(ANN);
    open(sessions, ann);
    var decisions = Race.of(32, () -> send(sessions, ann, click(ann, NOON), NOON));
    assertThat(decisions.stream().filter(Advance.class::isInstance)).hasSize(1);
    assertThat(decisions.stream().filter(Decision.Stay.class::isInstance)).hasSize(31);
  }

  @Test
  default void of_an_award_and_a_cancellation_at_once_one_wins_whole() throws Exception {
    for (int round = 0; round < 20; round++) {
      var stores = empty(new MutableClock(NOON));
      var waiting = awaiting(stores.sessions(), requested(ANN), NOON);
      var turn = new AtomicInteger();
      Race.of(
          2,
          () ->
              turn.getAndIncrement() == 0
                  ? send(stores.sessions(), waiting, approved(NOON), NOON)
                  : send(stores.sessions(), waiting, new Cancel(), NOON));
      send(stores.sessions(), waiting, verified(ANN), NOON);
      var granted = stores.sessions().find(waiting.id()).orElseThrow() instanceof Granted;
      assertThat(stores.grants().find(ANN).isPresent()).isEqualTo(granted);
    }
  }

  @Test
  default void a_refused_or_unknown_session_is_left_alone() {
    var sessions = empty(new MutableClock(NOON)).sessions();
    var ann = requested(ANN);
    assertThat(send(sessions, ann, new Cancel(), NOON))
        .isEqualTo(new Refuse(Refusal.UNKNOWN_SESSION, null));
    open(sessions, ann);
    send(sessions, ann, verified(ANN), NOON);
    assertThat(sessions.find(ann.id())).contains(ann);
  }

  @Test
  default void a_step_that_throws_changes_nothing() {
    var sessions = empty(new MutableClock(NOON)).sessions();
    var ann = requested(ANN);
    open(sessions, ann);
    assertThatThrownBy(
            () ->
                sessions.advance(
                    ann.id(),
                    _ -> {
                      throw new IllegalStateException("thrown by the step");
                    }))
        .hasMessageContaining("thrown by the step");
    assertThat(sessions.find(ann.id())).contains(ann);
  }

  @Test
  default void due_are_the_overdue_and_the_abandoned_and_nothing_else() {
    var sessions = empty(new MutableClock(NOON)).sessions();
    var asking = requested(ANN);
    open(sessions, asking);
    var preparing = requested(BO);
    open(sessions, preparing);
    send(sessions, preparing, click(preparing, NOON), NOON);

    assertThat(sessions.due(NOON, 10)).isEmpty();
    assertThat(sessions.due(NOON.plusSeconds(14), 10)).isEmpty();
    assertThat(sessions.due(NOON.plusSeconds(15), 10)).containsExactly(preparing.id());
    assertThat(sessions.due(NOON.plus(PATIENCE), 10)).containsExactly(preparing.id(), asking.id());
    assertThat(sessions.due(NOON.plus(PATIENCE), 1)).containsExactly(preparing.id());

    send(sessions, asking, new Cancel(), NOON);
    assertThat(sessions.due(NOON.plus(Duration.ofDays(1)), 10)).containsExactly(preparing.id());
  }

  @Test
  default void a_session_that_is_being_verified_is_due_when_its_claim_lapses() {
    var sessions = empty(new MutableClock(NOON)).sessions();
    var waiting = awaiting(sessions, requested(ANN), NOON);
    assertThat(sessions.due(NOON.plusSeconds(599), 10)).isEmpty();
    assertThat(sessions.due(NOON.plusSeconds(600), 10)).containsExactly(waiting.id());
    send(sessions, waiting, approved(NOON), NOON);
    assertThat(sessions.due(NOON.plusSeconds(14), 10)).isEmpty();
    assertThat(sessions.due(NOON.plusSeconds(15), 10)).containsExactly(waiting.id());
  }
}
