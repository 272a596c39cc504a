package dev.larkspur.adapters.feishu.card;

import dev.larkspur.adapters.feishu.FeishuApp;
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
import dev.larkspur.domain.authorization.AuthSession.Withdrawn;
import dev.larkspur.domain.authorization.CardAddress;
import dev.larkspur.domain.authorization.CardWish.Detail;
import dev.larkspur.domain.authorization.Occasion;
import java.time.Instant;
import java.util.Locale;

/**
 * What a session looks like, in Chinese, English and Japanese; at most 30 KB. The one place where a
 * card is made.
 *
 * <p>What callers wrote goes in as plain text and is framed as theirs; markdown is ours alone.
 */
public final class SessionCard {
  private final FeishuApp app;
  private final AuthRequest request;
  private final String state;

  private SessionCard(FeishuApp app, AuthSession session) {
    this.app = app;
    this.request = session.request();
    this.state =
        session instanceof Verifying || session instanceof Exchanging
            ? "checking"
            : session.face().name().toLowerCase(Locale.ROOT);
  }

  public static Card of(FeishuApp app, AuthSession session) {
    var card = new SessionCard(app, session);
    return switch (session) {
      case Requested s -> card.asking(s.expiresAt());
      case Preparing s -> card.asking(s.expiresAt());
      case AwaitingConsent s -> card.link(s);
      case Exchanging _, Verifying _ ->
          card.ended("blue", CardWords.CHECKING_TITLE, CardWords.CHECKING);
      case Granted s -> card.granted(s);
      case Withdrawn _ -> card.ended("grey", CardWords.WITHDRAWN_TITLE, CardWords.WITHDRAWN);
      case Denied _ -> card.ended("grey", CardWords.DENIED_TITLE, CardWords.DENIED);
      case Expired _ -> card.ended("grey", CardWords.EXPIRED_TITLE, CardWords.EXPIRED);
      case Cancelled s when s.by() != null ->
          card.ended("grey", CardWords.SUPERSEDED_TITLE, CardWords.SUPERSEDED);
      case Cancelled _ -> card.ended("grey", CardWords.CANCELLED_TITLE, CardWords.CANCELLED);
      case Failed s ->
          card.ended("red", CardWords.failureTitle(s.reason()), CardWords.failure(s.reason()));
    };
  }

  private Card asking(Instant until) {
    boolean again = request.occasion() == Occasion.RENEWAL;
    var sheet = sheet("blue", again ? CardWords.RENEWAL_TITLE : CardWords.ASKING_TITLE);
    if (request.card().to().kind() == CardAddress.Kind.CHAT_ID) {
      sheet.mention(request.person().openId().value());
    }
    sheet.paragraph((again ? CardWords.RENEWAL : CardWords.ASKING).with(title()));
    message(sheet);
    if (isDetailed()) {
      sheet.scopes(CardWords.ALLOWS, request.scopes());
    }
    sheet.note(CardWords.WHO_AND_UNTIL.with(Times.of(until)));
    press(sheet, "primary", CardWords.AUTHORIZE, "authorize");
    return withDeclineAndPrivacy(sheet);
  }

  private Card link(AwaitingConsent session) {
    var consent = session.consent();
    var sheet = sheet("blue", CardWords.LINK_TITLE);
    sheet.paragraph(CardWords.LINK.with(title()));
    if (isDetailed()) {
      message(sheet);
      sheet.scopes(CardWords.ALLOWS, request.scopes());
    }
    sheet.note(CardWords.LINK_UNTIL.with(Times.of(session.expiresAt())));
    var inside = ConsentLink.insideTheClient(app, consent);
    sheet.link("primary", CardWords.CONTINUE, new Sheet.Link(Sheet.Link.Kind.CONTINUE, inside));
    sheet.link(
        "default",
        CardWords.OPEN_IN_BROWSER,
        new Sheet.Link(Sheet.Link.Kind.BROWSER, consent.link().reveal()));
    return withDeclineAndPrivacy(sheet);
  }

  private Card granted(Granted session) {
    var sheet = sheet("green", CardWords.GRANTED_TITLE);
    sheet.paragraph(CardWords.GRANTED.with(title(), Times.of(session.at())));
    // also where little is said: what holds should be seen. Not what was allowed in earlier
    // sessions, which the platform may name too: it can be more than a card holds
    sheet.scopes(CardWords.ALLOWED, request.scopes().common(session.scopes()));
    press(sheet, "default", CardWords.REVOKE, "revoke");
    return sheet.done();
  }

  private Card ended(String colour, Words title, Words what) {
    var sheet = sheet(colour, title);
    sheet.paragraph(what.with(title()));
    return sheet.done();
  }

  private Sheet sheet(String colour, Words title) {
    var template = request.card().template();
    return template == null
        ? new JsonSheet(colour, title)
        : new TemplateSheet(template, state, colour, title);
  }

  private void message(Sheet sheet) {
    var message = request.card().message();
    if (message != null) {
      sheet.message(CardWords.PURPOSE, PlainText.of(message));
    }
  }

  private Card withDeclineAndPrivacy(Sheet sheet) {
    press(sheet, "default", CardWords.DECLINE, "decline");
    var privacy = request.card().privacy();
    if (privacy != null) {
      var link = new Sheet.Link(Sheet.Link.Kind.PRIVACY, privacy.toString());
      sheet.link("text", CardWords.PRIVACY, link);
    }
    return sheet.done();
  }

  private void press(Sheet sheet, String style, Words label, String act) {
    var press = new Sheet.Press(act, request.id().toString(), request.nonce().value());
    sheet.press(style, label, press);
  }

  private Words title() {
    return Words.same(app.title());
  }

  /** A template is given everything: how much of it shows is for its maker to say. */
  private boolean isDetailed() {
    var card = request.card();
    return card.detail() == Detail.DETAILED || card.template() != null;
  }
}
