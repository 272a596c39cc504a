package dev.larkspur.application.host;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.DOCS;
import static dev.larkspur.application.Cast.OTHER_APP;
import static dev.larkspur.application.Consented.ERROR;
import static dev.larkspur.domain.access.Caller.HOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.larkspur.application.authorization.AskedTooOften;
import dev.larkspur.application.authorization.NotOffered;
import dev.larkspur.application.memory.Horizon;
import dev.larkspur.application.token.port.TokenRefresh.Answer;
import dev.larkspur.application.token.port.TokenRefresh.Reason;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.CardAddress;
import dev.larkspur.domain.authorization.Method;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Ending;
import dev.larkspur.domain.token.Scopes;
import java.time.Duration;
import java.util.EnumSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class UserTokensTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Scopes MORE = Scopes.of("aily:skill:write");

  private final HostScene scene = new HostScene();

  private static ConsentRequired consentRequired(ThrowingCallable call) {
    return catchThrowableOfType(ConsentRequired.class, call);
  }

  private static TokenUnavailable unavailable(ThrowingCallable call) {
    return catchThrowableOfType(TokenUnavailable.class, call);
  }

  private AuthSession open(Person person) {
    return scene.stores.sessions().findOpen(person).orElseThrow();
  }

  @Test
  void a_token_is_lent_and_the_release_is_the_hosts() {
    var grant = scene.consented(ANN);
    var token = scene.tokens.get(ANN, MINUTE, DOCS);
    assertThat(token.access()).isEqualTo(grant.pair().access());
    scene.ledger.flush();
    assertThat(scene.releases.count(HOST, ANN, token.epoch())).isOne();
  }

  @Test
  void what_was_lent_is_remembered_and_what_was_not_is_not() {
    scene.consented(ANN);
    scene.hearing.begin(0, new Horizon("db", 1, 1));
    assertThat(scene.tokens.peek(ANN, MINUTE, DOCS)).isNull();
    scene.tokens.get(ANN, MINUTE, DOCS); // notes that it is wanted
    var token = scene.tokens.get(ANN, MINUTE, DOCS);
    assertThat(scene.tokens.peek(ANN, MINUTE, DOCS)).isNotNull().isEqualTo(token);
    assertThat(scene.tokens.peek(ANN, MINUTE, MORE)).isNull();
  }

  @Test
  void without_a_grant_consent_is_required_and_nobody_is_asked() {
    var required = consentRequired(() -> scene.tokens.get(ANN, MINUTE, MORE));
    assertThat(required.person()).isEqualTo(ANN);
    assertThat(required.missing()).isEqualTo(MORE);
    assertThat(required.authorization()).isEmpty();
    assertThat(required.link()).isEmpty();
    assertThat(required)
        .hasMessage(
            "ou_ann has to consent to aily:skill:write in app cli_a1b2c3d4e5f60718; they are not"
                + " being asked");
    assertThat(scene.stores.sessions().findOpen(ANN)).isEmpty();
  }

  @Test
  void who_lacks_a_scope_is_asked_for_it_by_a_card_to_themselves() {
    scene.consented(ANN);
    var required = consentRequired(() -> scene.tokens.getOrAsk(ANN, MINUTE, DOCS.union(MORE)));
    assertThat(required.missing()).isEqualTo(MORE);
    var request = open(ANN).request();
    assertThat(required.authorization()).contains(request.id());
    assertThat(required).hasMessageEndingWith("; authorization " + request.id() + " asks them");
    assertThat(request.requestedBy()).isEqualTo(HOST);
    assertThat(request.scopes()).isEqualTo(DOCS.union(MORE));
    assertThat(request.card().to())
        .isEqualTo(new CardAddress(CardAddress.Kind.OPEN_ID, ANN.openId().value()));
    assertThat(required.link()).isEmpty(); // the button comes first
  }

  @Test
  void who_needs_nothing_in_particular_asks_for_what_the_app_usually_does() {
    consentRequired(() -> scene.tokens.getOrAsk(ANN, MINUTE, Scopes.NONE));
    assertThat(open(ANN).request().scopes()).isEqualTo(DOCS);
  }

  @Test
  void who_is_being_asked_is_not_asked_again_and_it_does_not_count_as_a_request() {
    var first = consentRequired(() -> scene.tokens.getOrAsk(ANN, MINUTE, MORE));
    for (int i = 0; i < 2 * HostScene.REQUESTS_A_MINUTE; i++) {
      var again = consentRequired(() -> scene.tokens.getOrAsk(ANN, MINUTE, MORE));
      assertThat(again.authorization()).isEqualTo(first.authorization());
    }
    var anything = consentRequired(() -> scene.tokens.getOrAsk(ANN, MINUTE, Scopes.NONE));
    assertThat(anything.authorization()).isEqualTo(first.authorization());
  }

  @Test
  void what_nobody_answered_in_time_is_not_joined_but_asked_again() {
    var first = consentRequired(() -> scene.tokens.getOrAsk(ANN, MINUTE, MORE));
    scene.clock.advance(Duration.ofHours(1)); // and no sweep came by
    var again = consentRequired(() -> scene.tokens.getOrAsk(ANN, MINUTE, MORE));
    assertThat(again.authorization()).isPresent().isNotEqualTo(first.authorization());
  }

  @Test
  void who_was_asked_too_often_is_not_asked_and_the_cause_says_so() {
    for (int i = 0; i < HostScene.REQUESTS_A_MINUTE; i++) {
      scene.tokens.ask(ANN, Scopes.of("scope:" + i));
    }
    var required = scene.tokens.ask(ANN, Scopes.of("scope:more"));
    assertThat(required.authorization()).isEmpty();
    assertThat(required)
        .hasCauseInstanceOf(AskedTooOften.class)
        .hasMessageMatching(
            ".* not being asked: asked too often in the last minute; again in \\d+ s");
  }

  @Test
  void an_app_that_is_not_set_up_to_ask_does_not() {
    var mute = new HostScene(Method.OAUTH, EnumSet.noneOf(Method.class));
    assertThat(mute.tokens.ask(ANN, MORE)).hasCauseInstanceOf(NotOffered.class);
  }

  @Test
  void a_link_is_told_where_there_is_one_and_not_printed() {
    var linking = new HostScene(Method.DEVICE_LINK, EnumSet.of(Method.DEVICE_LINK));
    var required = linking.tokens.ask(ANN, MORE);
    var link = required.link().orElseThrow().reveal();
    assertThat(link).startsWith("https://");
    assertThat(required.toString()).doesNotContain(link);
  }

  @Test
  void nobody_is_asked_for_an_app_that_is_not_configured() {
    var stranger = new Person(OTHER_APP, ANN.openId());
    assertThatThrownBy(() -> scene.tokens.ask(stranger, MORE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "app cli_ffffffffffffffff is not configured: no larkspur.feishu.apps.<name>.app-id is that");
  }

  @Test
  void a_token_that_does_not_serve_is_replaced_once_however_often_it_is_named() {
    scene.consented(ANN);
    var first = scene.tokens.get(ANN, MINUTE, DOCS);
    var second = scene.tokens.refreshed(ANN, first.epoch());
    assertThat(second.epoch()).isEqualTo(first.epoch() + 1);
    assertThat(scene.tokens.refreshed(ANN, first.epoch()).access()).isEqualTo(second.access());
    assertThat(scene.refreshes.count()).isOne();
  }

  @Test
  void a_token_that_was_issued_only_just_now_is_not_replaced() {
    scene.consentedNow(ANN);
    scene.clock.advance(UserTokens.UNRIPE.minusSeconds(10));
    var young = unavailable(() -> scene.tokens.refreshed(ANN, 1));
    assertThat(young).isInstanceOf(TokenJustIssued.class).hasMessageContaining("in 10 s");
    assertThat(young.retryAfter()).contains(Duration.ofSeconds(10));
    assertThat(scene.refreshes.count()).isZero();
    scene.clock.advance(Duration.ofSeconds(10));
    assertThat(scene.tokens.refreshed(ANN, 1).epoch()).isEqualTo(2);
    assertThat(scene.tokens.refreshed(ANN, 1).epoch()).isEqualTo(2); // theirs is older
    assertThat(unavailable(() -> scene.tokens.refreshed(ANN, 2)))
        .isInstanceOf(TokenJustIssued.class);
    assertThat(scene.refreshes.count()).isOne();
  }

  @Test
  void one_whose_grant_the_platform_has_ended_is_found_out_half_a_minute_later() {
    scene.consentedNow(ANN);
    scene.refreshes.answer(new Answer.Refused(Ending.REVOKED_AT_PLATFORM, ERROR));
    assertThat(unavailable(() -> scene.tokens.refreshed(ANN, 1)))
        .isInstanceOf(TokenJustIssued.class);
    scene.clock.advance(UserTokens.UNRIPE);
    assertThat(consentRequired(() -> scene.tokens.refreshed(ANN, 1))).isNotNull();
  }

  @Test
  void whoever_never_consented_cannot_be_refreshed() {
    assertThat(consentRequired(() -> scene.tokens.refreshed(ANN, 1)).missing())
        .isEqualTo(Scopes.NONE);
  }

  @Test
  void a_token_that_may_come_later_says_when() {
    scene.consented(ANN);
    scene.refreshes.answer(new Answer.TurnedAway(Reason.UNAVAILABLE, MINUTE, ERROR));
    var later = unavailable(() -> scene.tokens.refreshed(ANN, 1));
    assertThat(later.person()).isEqualTo(ANN);
    assertThat(later.retryAfter()).contains(MINUTE);
    assertThat(later.error()).contains(ERROR);
    assertThat(later)
        .hasMessage("no token of ou_ann for now, try again in 60 s (the platform says 99991400)");
  }

  @Test
  void a_token_that_waits_for_an_operator_says_so() {
    scene.consented(ANN);
    scene.refreshes.answer(new Answer.Misconfigured(ERROR));
    var never = unavailable(() -> scene.tokens.refreshed(ANN, 1));
    assertThat(never.retryAfter()).isEmpty();
    assertThat(never)
        .hasMessageStartingWith(
            "no token of ou_ann until the settings of app cli_a1b2c3d4e5f60718 are mended");
  }

  @Test
  void no_token_can_be_demanded_to_last_longer_than_half_of_its_life() {
    scene.consented(ANN);
    assertThatThrownBy(() -> scene.tokens.getOrAsk(ANN, Duration.ofHours(2), DOCS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3600 s");
  }
}
