package dev.larkspur.domain.authorization;

import static dev.larkspur.domain.authorization.Samples.AWAITING;
import static dev.larkspur.domain.authorization.Samples.DOCS;
import static dev.larkspur.domain.authorization.Samples.END;
import static dev.larkspur.domain.authorization.Samples.EXCHANGING;
import static dev.larkspur.domain.authorization.Samples.LAPSED;
import static dev.larkspur.domain.authorization.Samples.NOON;
import static dev.larkspur.domain.authorization.Samples.PREPARING;
import static dev.larkspur.domain.authorization.Samples.REDIRECTED;
import static dev.larkspur.domain.authorization.Samples.REQUEST;
import static dev.larkspur.domain.authorization.Samples.REQUESTED;
import static dev.larkspur.domain.authorization.Samples.VERIFYING;
import static dev.larkspur.domain.authorization.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.domain.authorization.AuthSession.Cancelled;
import dev.larkspur.domain.authorization.AuthSession.Expired;
import dev.larkspur.domain.authorization.AuthSession.Failed;
import dev.larkspur.domain.authorization.AuthSession.Open;
import dev.larkspur.domain.authorization.AuthSession.Requested;
import dev.larkspur.domain.authorization.Opening.Busy;
import dev.larkspur.domain.authorization.Opening.Joined;
import dev.larkspur.domain.authorization.Opening.Merged;
import dev.larkspur.domain.authorization.Opening.Opened;
import dev.larkspur.domain.authorization.Opening.Replaced;
import dev.larkspur.domain.token.Scopes;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OpeningTest {
  private static final Scopes LESS = Scopes.of("offline_access");
  private static final Scopes MORE = Scopes.of("calendar:read", "offline_access");

  private static Requested fresh(Scopes scopes) {
    return new Requested(request(new UUID(7, 7), scopes), END.plusSeconds(30));
  }

  @Test
  void with_nothing_open_the_request_opens() {
    var fresh = fresh(DOCS);
    assertThat(AuthFlow.open(null, fresh, NOON)).isEqualTo(new Opened(fresh));
  }

  @Test
  void before_the_click_scopes_are_merged_and_the_time_begins_anew() {
    var opening = (Merged) AuthFlow.open(REQUESTED, fresh(MORE), NOON);
    assertThat(opening.session().request().scopes()).isEqualTo(DOCS.union(MORE));
    assertThat(opening.session().id()).isEqualTo(REQUEST.id());
    assertThat(opening.session().request().nonce()).isEqualTo(REQUEST.nonce());
    assertThat(opening.session().expiresAt()).isEqualTo(END.plusSeconds(30));
  }

  @Test
  void before_the_click_the_same_request_joins() {
    assertThat(AuthFlow.open(REQUESTED, fresh(LESS), NOON)).isEqualTo(new Joined(REQUESTED));
  }

  @Test
  void before_the_click_newer_wishes_for_the_card_are_taken_but_it_stays_where_and_what_it_is() {
    var elsewhere = new CardAddress(CardAddress.Kind.CHAT_ID, "oc_1");
    var wish =
        new CardWish(
            elsewhere,
            CardWish.Detail.CONCISE,
            "Please",
            URI.create("https://example.com/p"),
            new CardTemplate("AAq1", null));
    var r = fresh(DOCS).request();
    var fresh =
        new Requested(
            new AuthRequest(
                r.id(),
                r.person(),
                r.method(),
                DOCS,
                r.nonce(),
                wish,
                r.occasion(),
                r.requestedBy(),
                NOON),
            END);
    var merged = ((Merged) AuthFlow.open(REQUESTED, fresh, NOON)).session().request().card();
    assertThat(merged)
        .isEqualTo(
            new CardWish(REQUEST.card().to(), CardWish.Detail.CONCISE, "Please", wish.privacy()));
  }

  @Test
  void after_the_click_a_subset_joins() {
    for (Open open : List.of(PREPARING, AWAITING, REDIRECTED, EXCHANGING, VERIFYING)) {
      assertThat(AuthFlow.open(open, fresh(LESS), NOON)).isEqualTo(new Joined(open));
      assertThat(AuthFlow.open(open, fresh(DOCS), NOON)).isEqualTo(new Joined(open));
    }
  }

  @Test
  void after_the_click_more_scopes_supersede_it_with_a_request_for_the_union() {
    for (Open open : List.of(PREPARING, AWAITING, REDIRECTED)) {
      var fresh = fresh(MORE);
      var opening = (Replaced) AuthFlow.open(open, fresh, NOON);
      assertThat(opening.before()).isEqualTo(new Cancelled(REQUEST, NOON, fresh.id()));
      assertThat(opening.session().request().scopes()).isEqualTo(DOCS.union(MORE));
      assertThat(opening.session().id()).isEqualTo(fresh.id());
      assertThat(opening.session().expiresAt()).isEqualTo(fresh.expiresAt());
    }
  }

  @Test
  void consent_that_is_being_checked_is_not_superseded() {
    for (Open open : List.of(EXCHANGING, VERIFYING)) {
      assertThat(AuthFlow.open(open, fresh(MORE), NOON)).isEqualTo(new Busy(open));
    }
    assertThat(AuthFlow.open(VERIFYING, fresh(MORE), END.plusSeconds(9999)))
        .isEqualTo(new Busy(VERIFYING));
  }

  @Test
  void a_code_whose_holder_is_gone_makes_way() {
    for (var scopes : List.of(DOCS, MORE)) {
      var fresh = fresh(scopes);
      assertThat(AuthFlow.open(EXCHANGING, fresh, LAPSED))
          .isEqualTo(
              new Replaced(new Failed(REQUEST, LAPSED, FailureReason.CODE_SPENT, null), fresh));
    }
  }

  @Test
  void an_overdue_session_makes_way_for_the_request_as_it_is() {
    for (Open open : List.of(REQUESTED, PREPARING, AWAITING)) {
      var fresh = fresh(MORE);
      assertThat(AuthFlow.open(open, fresh, END))
          .isEqualTo(new Replaced(new Expired(REQUEST, END), fresh));
    }
  }
}
