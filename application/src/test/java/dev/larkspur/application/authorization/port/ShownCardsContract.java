package dev.larkspur.application.authorization.port;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.PATIENCE;
import static dev.larkspur.application.Cast.click;
import static dev.larkspur.application.Cast.request;
import static dev.larkspur.application.Cast.requested;
import static dev.larkspur.application.authorization.port.AuthSessionsContract.awaiting;
import static dev.larkspur.application.authorization.port.AuthSessionsContract.open;
import static dev.larkspur.application.authorization.port.AuthSessionsContract.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.MutableClock;
import dev.larkspur.application.Race;
import dev.larkspur.application.StoreContract;
import dev.larkspur.application.Stores;
import dev.larkspur.application.authorization.port.CardReport.Progress;
import dev.larkspur.application.authorization.port.ShownCards.Lagging;
import dev.larkspur.application.authorization.port.ShownCards.Sent;
import dev.larkspur.domain.authorization.AuthCommand.Cancel;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSession.Cancelled;
import dev.larkspur.domain.authorization.AuthSession.Requested;
import dev.larkspur.domain.authorization.CardFace;
import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.domain.token.Scopes;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every record of shown cards keeps to. */
public interface ShownCardsContract extends StoreContract {
  MessageId MESSAGE = new MessageId("om_1");
  PlatformError LIMITED = new PlatformError("230020", "too often", null);
  PlatformError REFUSED = new PlatformError("230013", "not\0available", null);

  private static List<Lagging> lease(ShownCards cards, Instant now) {
    return cards.lease(now, now.plusSeconds(30), 10, Set.of());
  }

  @Test
  default void a_new_session_has_no_card_yet() {
    var stores = empty(new MutableClock(NOON));
    var ann = requested(ANN);
    open(stores.sessions(), ann);
    assertThat(lease(stores.cards(), NOON)).containsExactly(new Lagging(ann, new Sent.No(), 0));
  }

  @Test
  default void a_leased_card_is_nobody_elses_until_the_lease_is_over() throws Exception {
    var stores = empty(new MutableClock(NOON));
    open(stores.sessions(), requested(ANN));
    open(stores.sessions(), requested(BO));
    var leased = Race.of(8, () -> lease(stores.cards(), NOON));
    assertThat(leased.stream().mapToInt(List::size).sum()).isEqualTo(2);
    assertThat(lease(stores.cards(), NOON.plusSeconds(29))).isEmpty();
    assertThat(lease(stores.cards(), NOON.plusSeconds(30)))
        .hasSize(2)
        .extracting(Lagging::sent)
        .containsOnly(new Sent.Perhaps());
  }

  @Test
  default void a_shown_card_does_not_lag_and_keeps_its_message() {
    var stores = empty(new MutableClock(NOON));
    var ann = requested(ANN);
    open(stores.sessions(), ann);
    lease(stores.cards(), NOON);
    stores.cards().shown(ann, MESSAGE);
    assertThat(lease(stores.cards(), NOON.plusSeconds(600))).isEmpty();
    send(stores.sessions(), ann, new Cancel(), NOON);
    assertThat(lease(stores.cards(), NOON))
        .containsExactly(
            new Lagging(new Cancelled(ann.request(), NOON, null), new Sent.Yes(MESSAGE), 0));
  }

  @Test
  default void preparing_shows_the_same_card() {
    var stores = empty(new MutableClock(NOON));
    var ann = requested(ANN);
    open(stores.sessions(), ann);
    stores.cards().shown(ann, MESSAGE);
    send(stores.sessions(), ann, click(ann, NOON), NOON);
    assertThat(lease(stores.cards(), NOON.plusSeconds(600))).isEmpty();
  }

  @Test
  default void the_link_is_left_to_the_answer_of_the_click_for_three_seconds() {
    var stores = empty(new MutableClock(NOON));
    var ann = requested(ANN);
    open(stores.sessions(), ann);
    stores.cards().shown(ann, MESSAGE);
    var waiting = awaiting(stores.sessions(), ann, NOON);
    assertThat(lease(stores.cards(), NOON.plusSeconds(2))).isEmpty();
    assertThat(lease(stores.cards(), NOON.plusSeconds(3)))
        .containsExactly(new Lagging(waiting, new Sent.Yes(MESSAGE), 0));
  }

  @Test
  default void a_link_shown_by_the_answer_of_the_click_is_not_shown_again() {
    var stores = empty(new MutableClock(NOON));
    var waiting = awaiting(stores.sessions(), requested(ANN), NOON);
    stores.cards().shown(waiting, MESSAGE);
    assertThat(lease(stores.cards(), NOON.plusSeconds(600))).isEmpty();
  }

  @Test
  default void merged_scopes_make_the_card_lag_though_its_face_is_the_same() {
    var stores = empty(new MutableClock(NOON));
    var ann = requested(ANN);
    open(stores.sessions(), ann);
    stores.cards().shown(ann, MESSAGE);
    var more = new Requested(request(ANN, Scopes.of("a:b")), NOON.plus(PATIENCE));
    var merged = open(stores.sessions(), more).session();
    assertThat(lease(stores.cards(), NOON))
        .containsExactly(new Lagging(merged, new Sent.Yes(MESSAGE), 0));
    stores.cards().shown(merged, MESSAGE);
    assertThat(lease(stores.cards(), NOON.plusSeconds(600))).isEmpty();
  }

  @Test
  default void scopes_merged_while_the_card_was_sent_make_it_lag() {
    var stores = empty(new MutableClock(NOON));
    var ann = requested(ANN);
    open(stores.sessions(), ann);
    lease(stores.cards(), NOON);
    var more = new Requested(request(ANN, Scopes.of("a:b")), NOON.plus(PATIENCE));
    var merged = open(stores.sessions(), more).session();
    stores.cards().shown(ann, MESSAGE);
    assertThat(lease(stores.cards(), NOON))
        .containsExactly(new Lagging(merged, new Sent.Yes(MESSAGE), 0));
  }

  @Test
  default void a_session_that_moved_on_while_its_card_was_sent_lags_at_once() {
    var stores = empty(new MutableClock(NOON));
    var ann = requested(ANN);
    open(stores.sessions(), ann);
    lease(stores.cards(), NOON);
    send(stores.sessions(), ann, new Cancel(), NOON);
    stores.cards().shown(ann, MESSAGE);
    assertThat(lease(stores.cards(), NOON)).hasSize(1);
  }

  @Test
  default void a_postponed_card_is_due_when_it_was_said_and_counts_its_attempts() {
    var stores = empty(new MutableClock(NOON));
    var ann = requested(ANN);
    open(stores.sessions(), ann);
    lease(stores.cards(), NOON);
    stores.cards().postpone(ann, NOON.plusSeconds(2), true, LIMITED);
    assertThat(lease(stores.cards(), NOON.plusSeconds(1))).isEmpty();
    assertThat(lease(stores.cards(), NOON.plusSeconds(2)))
        .containsExactly(new Lagging(ann, new Sent.Perhaps(), 1));
  }

  @Test
  default void what_was_postponed_when_the_session_had_moved_on_is_due_at_once_as_it_is_now() {
    var stores = empty(new MutableClock(NOON));
    var ann = requested(ANN);
    open(stores.sessions(), ann);
    lease(stores.cards(), NOON);
    send(stores.sessions(), ann, new Cancel(), NOON);
    stores.cards().postpone(ann, NOON.plusSeconds(600), false, LIMITED);
    assertThat(lease(stores.cards(), NOON))
        .containsExactly(new Lagging(new Cancelled(ann.request(), NOON, null), new Sent.No(), 0));
  }

  @Test
  default void a_copy_that_was_pressed_is_not_taken_for_the_card() {
    var stores = empty(new MutableClock(NOON));
    var ann = requested(ANN);
    open(stores.sessions(), ann);
    stores.cards().shown(ann, MESSAGE);
    send(stores.sessions(), ann, new Cancel(), NOON);
    var cancelled = new Cancelled(ann.request(), NOON, null);
    stores.cards().shown(cancelled, new MessageId("om_copy"));
    assertThat(lease(stores.cards(), NOON))
        .containsExactly(new Lagging(cancelled, new Sent.Yes(MESSAGE), 0));
  }

  @Test
  default void a_card_given_up_is_tried_again_only_with_another_face() {
    var stores = empty(new MutableClock(NOON));
    var ann = requested(ANN);
    open(stores.sessions(), ann);
    lease(stores.cards(), NOON);
    stores.cards().giveUp(ann.id(), CardFace.ASKING, REFUSED);
    assertThat(lease(stores.cards(), NOON.plusSeconds(600))).isEmpty();
    send(stores.sessions(), ann, new Cancel(), NOON);
    assertThat(lease(stores.cards(), NOON)).hasSize(1);
  }

  @Test
  default void a_report_says_how_far_the_sending_has_come() {
    var stores = empty(new MutableClock(NOON));
    var ann = requested(ANN);
    open(stores.sessions(), ann);
    assertThat(report(stores, ann)).isEqualTo(new CardReport(Progress.PENDING, 0, null));
    lease(stores.cards(), NOON);
    stores.cards().postpone(ann, NOON, true, LIMITED);
    stores.cards().postpone(ann, NOON, true, LIMITED);
    assertThat(report(stores, ann)).isEqualTo(new CardReport(Progress.PENDING, 2, LIMITED));
    stores.cards().shown(ann, MESSAGE);
    assertThat(report(stores, ann)).isEqualTo(new CardReport(Progress.SENT, 0, null));
    stores.cards().postpone(ann, NOON, true, LIMITED); // of an attempt that was overtaken
    assertThat(report(stores, ann)).isEqualTo(new CardReport(Progress.SENT, 0, null));
    assertThat(stores.cards().find(requested(BO).id())).isEmpty();
  }

  @Test
  default void a_report_says_how_far_a_change_has_come() {
    var stores = empty(new MutableClock(NOON));
    var ann = requested(ANN);
    open(stores.sessions(), ann);
    stores.cards().shown(ann, MESSAGE);
    send(stores.sessions(), ann, new Cancel(), NOON);
    assertThat(report(stores, ann)).isEqualTo(new CardReport(Progress.UPDATING, 0, null));
    var cancelled = stores.sessions().find(ann.id()).orElseThrow();
    stores.cards().postpone(cancelled, NOON, true, LIMITED);
    assertThat(report(stores, ann)).isEqualTo(new CardReport(Progress.UPDATING, 1, LIMITED));
    stores.cards().giveUp(ann.id(), CardFace.CANCELLED, LIMITED);
    assertThat(report(stores, ann)).isEqualTo(new CardReport(Progress.OUTDATED, 2, LIMITED));
  }

  @Test
  default void a_report_tells_what_was_refused_from_what_there_was_no_need_for() {
    var stores = empty(new MutableClock(NOON));
    var ann = requested(ANN);
    open(stores.sessions(), ann);
    stores.cards().giveUp(ann.id(), CardFace.ASKING, REFUSED);
    var refused = report(stores, ann);
    assertThat(refused.progress()).isEqualTo(Progress.FAILED);
    assertThat(refused.error())
        .satisfies(error -> assertThat(error.code()).isEqualTo("230013"))
        .satisfies(error -> assertThat(error.message()).startsWith("not"));
    var bo = requested(BO);
    open(stores.sessions(), bo);
    send(stores.sessions(), bo, new Cancel(), NOON);
    stores.cards().giveUp(bo.id(), CardFace.CANCELLED, null);
    assertThat(report(stores, bo)).isEqualTo(new CardReport(Progress.SKIPPED, 0, null));
  }

  private static CardReport report(Stores stores, AuthSession session) {
    return stores.cards().find(session.id()).orElseThrow();
  }
}
