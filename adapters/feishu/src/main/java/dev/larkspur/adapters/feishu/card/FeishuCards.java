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
import org.jspecify.annotations.Nullable;

/** Cards as messages of the app's bot. */
@Singleton
final class FeishuCards implements Cards {
  private final FeishuApps apps;

  FeishuCards(FeishuApps apps) {
    this.apps = apps;
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

  private static Outcome show(FeishuApp app, AuthSession session, @Nullable MessageId message) {
    var messages = new Messages(app);
    var card = CardJson.of(app, session).toString();
    if (message != null) {
      return messages.change(message, card);
    }
    var sent = messages.send(session.request().card().to(), session.id().toString(), card);
    // sent before by an instance that died? then the platform shows what it showed then
    return sent instanceof Outcome.Shown(var found) && session.face() != CardFace.ASKING
        ? messages.change(found, card)
        : sent;
  }
}
