package dev.larkspur.adapters.feishu.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonParseException;
import com.lark.oapi.core.utils.Jsons;
import com.lark.oapi.event.cardcallback.model.P2CardActionTrigger;
import com.lark.oapi.event.cardcallback.model.P2CardActionTriggerData;
import com.lark.oapi.event.model.Header;
import dev.larkspur.adapters.feishu.FeishuApp;
import dev.larkspur.adapters.feishu.Origin;
import dev.larkspur.adapters.feishu.event.Incoming.Act;
import dev.larkspur.adapters.feishu.event.Incoming.DeadPress;
import dev.larkspur.adapters.feishu.event.Incoming.Press;
import dev.larkspur.adapters.feishu.event.Incoming.Pressed;
import dev.larkspur.adapters.feishu.event.Incoming.SomethingElse;
import dev.larkspur.application.authorization.port.MessageId;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.Nonce;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Secret;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code card.action.trigger}.
 *
 * <p>The platform does not sign what it sends over a long connection: the connection itself is
 * authenticated. What can be checked besides is checked here; whose press it is, and whether the
 * card is a card of ours, the domain checks.
 */
final class PressReader {
  private static final String CARD_ACTION = "card.action.trigger";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{1,128}");
  private static final Pattern CODE = Pattern.compile("[!-~]{1,4096}");

  private final FeishuApp app;

  PressReader(FeishuApp app) {
    this.app = app;
  }

  Incoming read(byte[] event) {
    var press = parsed(event);
    if (press == null
        || press.getHeader() == null
        || !CARD_ACTION.equals(press.getHeader().getEventType())) {
      return new SomethingElse();
    }
    var objection = origin(press.getHeader()).objection(app);
    if (objection.isPresent()) {
      return dead(objection.get());
    }
    return press.getEvent() == null
        ? dead("without an event")
        : pressed(press.getEvent(), made(press.getHeader()));
  }

  private static Origin origin(Header header) {
    return new Origin(header.getAppId(), header.getToken(), header.getTenantKey());
  }

  private static @Nullable P2CardActionTrigger parsed(byte[] event) {
    try {
      return Jsons.DEFAULT.fromJson(new String(event, UTF_8), P2CardActionTrigger.class);
    } catch (JsonParseException e) {
      return null;
    }
  }

  /** In microseconds, as a card's events have it; what is none is not known. */
  private static @Nullable Instant made(Header header) {
    var time = header.getCreateTime();
    return time != null && time.matches("\\d{16}")
        ? Instant.EPOCH.plus(Long.parseLong(time), ChronoUnit.MICROS)
        : null;
  }

  private Incoming pressed(P2CardActionTriggerData press, @Nullable Instant made) {
    var operator = press.getOperator();
    if (operator == null || !isPlain(operator.getOpenId())) {
      return dead("by nobody");
    }
    if (press.getAction() == null || press.getAction().getValue() == null) {
      return dead("of no button of ours");
    }
    var value = press.getAction().getValue();
    var act = act(value);
    if (act.isEmpty()) {
      return dead("of no button of ours");
    }
    var session = session(value);
    var nonce = plain(value, "n");
    if (session.isEmpty() || nonce.isEmpty()) {
      return new DeadPress(Answer.of(Toast.OLD_CARD), "of a malformed button");
    }
    try {
      var by = new Person(app.id(), new OpenId(operator.getOpenId()));
      var known =
          new Press(
              act.get(), session.get(), by, new Nonce(nonce.get()), message(press), code(value));
      return new Pressed(
          known, isPlain(press.getToken()) ? new Secret(press.getToken()) : null, made);
    } catch (IllegalArgumentException e) {
      return dead("by nobody");
    }
  }

  private static Optional<Act> act(Map<String, Object> value) {
    return plain(value, "act")
        .map(
            act ->
                switch (act) {
                  case "authorize" -> Act.AUTHORIZE;
                  case "decline" -> Act.DECLINE;
                  case "revoke" -> Act.REVOKE;
                  default -> null;
                });
  }

  private static Optional<AuthSessionId> session(Map<String, Object> value) {
    try {
      return plain(value, "rid").map(AuthSessionId::parse);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static @Nullable MessageId message(P2CardActionTriggerData press) {
    var context = press.getContext();
    return context != null && isPlain(context.getOpenMessageId())
        ? new MessageId(context.getOpenMessageId())
        : null;
  }

  private @Nullable Secret code(Map<String, Object> value) {
    return app.takesCodes()
            && value.get("code") instanceof String code
            && CODE.matcher(code).matches()
        ? new Secret(code)
        : null;
  }

  private static Optional<String> plain(Map<String, Object> value, String key) {
    return Optional.ofNullable(value.get(key))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .filter(PressReader::isPlain);
  }

  private static boolean isPlain(@Nullable String text) {
    return text != null && PLAIN.matcher(text).matches();
  }

  private static Incoming dead(String why) {
    return new DeadPress(Answer.NOTHING, why);
  }
}
