package dev.larkspur.application.authorization;

import dev.larkspur.application.Entropy;
import dev.larkspur.application.authorization.Ways.WhenDegraded;
import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.application.connection.Reception;
import dev.larkspur.application.connection.port.InMemoryConnectionSlots;
import dev.larkspur.application.token.port.Apps;
import dev.larkspur.application.token.port.Grants;
import dev.larkspur.domain.authorization.Method;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;

/** Requests where all that matters is that a card goes out. */
public final class AskingByCard {
  public static RequestAuthorization of(
      Apps apps,
      AuthSessions sessions,
      Grants grants,
      Duration patience,
      Entropy entropy,
      InstantSource clock) {
    var claims = new Claims("test", Duration.ofSeconds(15), entropy, clock);
    var fresh = new FreshSessions(grants, ways(clock), patience, entropy, claims);
    var requests = new AdmitRequests((_, _, _) -> Optional.empty(), 1, Integer.MAX_VALUE, clock);
    return new RequestAuthorization(apps, requests, sessions, fresh, null, () -> {}, clock);
  }

  /** Cards, and nothing that ever degrades. */
  public static Ways ways(InstantSource clock) {
    var reception = new Reception(new InMemoryConnectionSlots(), clock);
    return new Ways(
        Method.WEBSOCKET_CARD,
        WhenDegraded.DEVICE_LINK,
        _ -> EnumSet.of(Method.WEBSOCKET_CARD, Method.DEVICE_LINK),
        reception);
  }

  private AskingByCard() {}
}
