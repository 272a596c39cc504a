package dev.larkspur.adapters.feishu.card;

import dev.larkspur.adapters.feishu.FeishuApp;
import dev.larkspur.adapters.feishu.FeishuApps;
import dev.larkspur.application.authorization.port.Cards;
import dev.larkspur.application.authorization.port.MessageId;
import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.CardFace;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cards as messages of the app's bot. */
@Singleton
final class FeishuCards implements Cards {
  /**
   * What speaks against the bot or the message's age, not against the card: the bot is not in the
   * chat, cannot speak, may not write to the person or not change messages, or 14 days are over.
   */
  private static final Set<String> OF_THE_MESSAGE =
      Set.of("230002", "230006", "230013", "230027", "230031");

  private final FeishuApps apps;
  private final CallbackTokens callbacks;

  FeishuCards(FeishuApps apps, CallbackTokens callbacks) {
    this.apps = apps;
    this.callbacks = callbacks;
  }

  @Override
  public Outcome show(AuthSession session, @Nullable MessageId message) {
    var id = session.person().app();
    return apps.feishu(id)
        .map(app -> show(app, session, message))
        // another instance may have it
        .orElseThrow(
            () -> new PlatformUnavailable("app " + id + " is not configured here", Duration.ZERO));
  }

  private Outcome show(FeishuApp app, AuthSession session, @Nullable MessageId message) {
    var messages = new Messages(app);
    var card = SessionCard.of(app, session);
    if (message != null) {
      return changed(messages, message, card);
    }
    var sent =
        messages.send(session.request().card().to(), session.id().toString(), card.content());
    // sent before by an instance that died? then the platform shows what it showed then
    return sent instanceof Outcome.Shown(var found) && session.face() != CardFace.ASKING
        ? changed(messages, found, card)
        : sent;
  }

  private Outcome changed(Messages messages, MessageId message, Card card) {
    var outcome = messages.change(message, card.content());
    return outcome instanceof Outcome.Undeliverable(var error)
            && OF_THE_MESSAGE.contains(error.code())
        ? callbacks
            .use(message)
            .map(token -> messages.change(message, token, card.json()))
            .filter(byPress -> !(byPress instanceof Outcome.Undeliverable))
            .orElse(outcome)
        : outcome;
  }
}
