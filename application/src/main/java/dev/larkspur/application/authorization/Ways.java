package dev.larkspur.application.authorization;

import dev.larkspur.application.authorization.port.OfferedMethods;
import dev.larkspur.application.connection.Reception;
import dev.larkspur.domain.authorization.Method;
import dev.larkspur.domain.identity.AppId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chooses the way to a token. */
public final class Ways {
  /** What becomes of requests for a card while there is little hope that its press is heard. */
  public enum WhenDegraded {
    /** The link is on the card at once, and nothing has to be heard. */
    DEVICE_LINK,
    /** The press comes by a call of the platform's; an operator has switched the app to that. */
    HTTP_CALLBACK,
    /** The card goes out when the connection is back, if the session still lives. */
    WAIT
  }

  private final Method usual;
  private final WhenDegraded degraded;
  private final OfferedMethods offered;
  private final Reception reception;

  /**
   * @param usual where the request names none
   */
  public Ways(Method usual, WhenDegraded degraded, OfferedMethods offered, Reception reception) {
    this.usual = usual;
    this.degraded = degraded;
    this.offered = offered;
    this.reception = reception;
  }

  /**
   * @param wanted null: the usual one
   * @throws NotOffered if the app is not set up for it
   */
  Method choose(AppId app, @Nullable Method wanted) {
    var method = wanted == null ? usual : wanted;
    if (method == Method.WEBSOCKET_CARD && reception.isDegraded(app)) {
      method = instead();
    }
    if (!offered.of(app).contains(method)) {
      throw new NotOffered(method);
    }
    return method;
  }

  private Method instead() {
    return switch (degraded) {
      case DEVICE_LINK -> Method.DEVICE_LINK;
      case HTTP_CALLBACK -> Method.HTTP_CALLBACK;
      case WAIT -> Method.WEBSOCKET_CARD;
    };
  }

  /** The apps whose cards wait for the connection. */
  Set<AppId> waiting() {
    return degraded == WhenDegraded.WAIT ? reception.silent() : Set.of();
  }
}
