package dev.larkspur.adapters.feishu.card;

import com.google.gson.JsonObject;
import dev.larkspur.adapters.feishu.FeishuApp;
import dev.larkspur.domain.authorization.AuthRequest;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSession.AwaitingConsent;
import dev.larkspur.domain.authorization.AuthSession.Cancelled;
import dev.larkspur.domain.authorization.AuthSession.Denied;
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

/**
 * What a session looks like: card JSON 2.0 in Chinese and English, at most 30 KB.
 *
 * <p>What callers wrote goes in as plain text and is framed as theirs; markdown is ours alone.
 */
public final class CardJson {
  private final FeishuApp app;
  private final AuthRequest request;

  private CardJson(FeishuApp app, AuthRequest request) {
    this.app = app;
    this.request = request;
  }

  public static JsonObject of(FeishuApp app, AuthSession session) {
    var card = new CardJson(app, session.request());
    return switch (session) {
      case Requested s -> card.asking(s.expiresAt());
      case Preparing s -> card.asking(s.expiresAt());
      case AwaitingConsent s -> card.link(s);
      case Verifying _ -> card.ended("blue", CardWords.CHECKING_TITLE, CardWords.CHECKING);
      case Granted s -> card.granted(s.at());
      case Withdrawn _ -> card.ended("grey", CardWords.WITHDRAWN_TITLE, CardWords.WITHDRAWN);
      case Denied _ -> card.ended("grey", CardWords.DENIED_TITLE, CardWords.DENIED);
      case Expired _ -> card.ended("grey", CardWords.EXPIRED_TITLE, CardWords.EXPIRED);
      case Cancelled s when s.by() != null ->
          card.ended("grey", CardWords.SUPERSEDED_TITLE, CardWords.SUPERSEDED);
      case Cancelled _ -> card.ended("grey", CardWords.CANCELLED_TITLE, CardWords.CANCELLED);
      case Failed s -> card.ended("red", CardWords.FAILED_TITLE, CardWords.failure(s.reason()));
    };
  }

  private JsonObject asking(Instant until) {
    boolean again = request.occasion() == Occasion.RENEWAL;
    var sheet = new CardSheet("blue", again ? CardWords.RENEWAL_TITLE : CardWords.ASKING_TITLE);
    if (request.card().to().kind() == CardAddress.Kind.CHAT_ID) {
      // an open_id is letters, digits, '_' and '-': nothing that could mean something
      sheet.add(Words.same("<at id=" + request.person().openId() + "></at>").marked());
    }
    sheet.add(Element.paragraph((again ? CardWords.RENEWAL : CardWords.ASKING).with(title())));
    message(sheet);
    if (isDetailed()) {
      scopes(sheet, CardWords.ALLOWS);
    }
    sheet.add(Element.note(CardWords.WHO_AND_UNTIL.with(Times.of(until))));
    sheet.add(Element.callback("primary", CardWords.AUTHORIZE, value("authorize")));
    return withDeclineAndPrivacy(sheet);
  }

  private JsonObject link(AwaitingConsent session) {
    var consent = session.code().link().reveal();
    var sheet = new CardSheet("blue", CardWords.LINK_TITLE);
    sheet.add(Element.paragraph(CardWords.LINK.with(title())));
    if (isDetailed()) {
      message(sheet);
      scopes(sheet, CardWords.ALLOWS);
    }
    sheet.add(Element.note(CardWords.LINK_UNTIL.with(Times.of(session.expiresAt()))));
    var inside = ConsentLink.insideTheClient(app, consent);
    sheet.add(Element.link("primary", CardWords.CONTINUE, inside));
    sheet.add(Element.link("default", CardWords.OPEN_IN_BROWSER, consent));
    return withDeclineAndPrivacy(sheet);
  }

  private JsonObject granted(Instant at) {
    var sheet = new CardSheet("green", CardWords.GRANTED_TITLE);
    sheet.add(Element.paragraph(CardWords.GRANTED.with(title(), Times.of(at))));
    if (isDetailed()) {
      scopes(sheet, CardWords.ALLOWED);
    }
    sheet.add(Element.callback("default", CardWords.REVOKE, value("revoke")));
    return sheet.json();
  }

  private JsonObject ended(String colour, Words title, Words what) {
    return new CardSheet(colour, title).add(Element.paragraph(what.with(title()))).json();
  }

  private void message(CardSheet sheet) {
    var message = request.card().message();
    if (message != null) {
      sheet.add(Element.heading(CardWords.PURPOSE));
      sheet.add(Element.paragraph(Words.same(PlainText.of(message))));
    }
  }

  private void scopes(CardSheet sheet, Words heading) {
    sheet.add(Element.heading(heading));
    ScopeWords.known(request.scopes()).map(Element::paragraph).ifPresent(sheet::add);
    ScopeWords.unknown(request.scopes())
        .map(Words::same)
        .map(Element::paragraph)
        .ifPresent(sheet::add);
  }

  private JsonObject withDeclineAndPrivacy(CardSheet sheet) {
    sheet.add(Element.callback("default", CardWords.DECLINE, value("decline")));
    var privacy = request.card().privacy();
    if (privacy != null) {
      sheet.add(Element.link("text", CardWords.PRIVACY, privacy.toString()));
    }
    return sheet.json();
  }

  private JsonObject value(String act) {
    var value = new JsonObject();
    value.addProperty("act", act);
    value.addProperty("rid", request.id().toString());
    value.addProperty("n", request.nonce().value());
    return value;
  }

  private Words title() {
    return Words.same(app.title());
  }

  private boolean isDetailed() {
    return request.card().detail() == Detail.DETAILED;
  }
}
