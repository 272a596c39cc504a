package dev.larkspur.adapters.feishu.card;

import dev.larkspur.adapters.feishu.FeishuApp;
import dev.larkspur.adapters.feishu.FeishuApps;
import dev.larkspur.adapters.feishu.Remedy;
import dev.larkspur.adapters.feishu.UnknownApp;
import dev.larkspur.application.authorization.port.Cards;
import dev.larkspur.application.authorization.port.MessageId;
import dev.larkspur.domain.authorization.AuthSession;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cards as messages of the app's bot. */
@Singleton
@Order(Ordered.LOWEST_PRECEDENCE)
final class FeishuCards implements Cards {
  private static final Logger LOG = LoggerFactory.getLogger(FeishuCards.class);

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
  public Outcome send(AuthSession session) {
    var app = app(session);
    var to = session.request().card().to();
    var card = SessionCard.of(app, session);
    var outcome = new Messages(app).send(to, session.id().toString(), card.content());
    if (outcome instanceof Outcome.Undeliverable(var error)) {
      LOG.warn(
          "app={} session={} the card cannot be sent: {}. {}",
          app.id(),
          session.id(),
          error,
          Remedy.of(error));
    }
    return outcome;
  }

  @Override
  public Outcome change(AuthSession session, MessageId message) {
    var app = app(session);
    return changed(new Messages(app), message, SessionCard.of(app, session));
  }

  private FeishuApp app(AuthSession session) {
    var id = session.person().app();
    return apps.feishu(id).orElseThrow(() -> UnknownApp.here(id));
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
