package dev.larkspur.adapters.feishu.callback;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.larkspur.adapters.feishu.FeishuApp;
import dev.larkspur.domain.token.Secret;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what was posted in the name of the platform. Anybody can post, so nothing is looked at
 * before it was signed or opened with the app's Encrypt Key.
 */
final class CallbackReader {
  /**
   * What is older, or newer by our clock, is refused: the platform's libraries do not look at the
   * time, so that what was overheard once could be sent for ever.
   */
  static final Duration FRESH = Duration.ofMinutes(5);

  private static final Logger LOG = LoggerFactory.getLogger(CallbackReader.class);

  private final FeishuApp app;
  private final EncryptKey key;

  CallbackReader(FeishuApp app, Secret key) {
    this.app = app;
    this.key = new EncryptKey(key);
  }

  /**
   * @throws NotOurs if the platform cannot have sent it, or not now
   */
  Callback read(Signature signature, byte[] body, Instant now) throws NotOurs {
    if (!signature.isThere()) { // only the challenge comes without
      return unsigned(body);
    }
    verify(signature, body, now);
    var json = opened(body);
    var message = object(json);
    return isChallenge(message) ? challenge(message) : new Callback.Event(json);
  }

  /**
   * Whoever has no signature learns nothing from how they are refused: told apart, wrong padding
   * and wrong content would open what was overheard, byte by byte.
   */
  private Callback unsigned(byte[] body) throws NotOurs {
    try {
      var message = object(opened(body));
      if (isChallenge(message)) {
        return challenge(message);
      }
    } catch (NotOurs e) {
      LOG.debug("app={} an unsigned callback {}", app.id(), e.getMessage());
    }
    throw new NotOurs("is neither signed nor a challenge of our console's");
  }

  private String opened(byte[] body) throws NotOurs {
    var sealed = text(object(new String(body, UTF_8)), "encrypt");
    if (sealed.isEmpty()) {
      throw new NotOurs("is not encrypted");
    }
    return new String(key.open(sealed), UTF_8);
  }

  private static boolean isChallenge(JsonObject message) {
    return text(message, "type").equals("url_verification");
  }

  private void verify(Signature signature, byte[] body, Instant now) throws NotOurs {
    if (!key.hasSigned(signature.timestamp(), signature.nonce(), body, signature.value())) {
      throw new NotOurs("has a wrong signature");
    }
    if (Duration.between(signature.time(), now).abs().compareTo(FRESH) > 0) {
      throw new NotOurs("was signed too long ago, or our clock is wrong");
    }
  }

  private Callback challenge(JsonObject message) throws NotOurs {
    var expected = app.verificationToken();
    var given = text(message, "token");
    if (expected != null && (given.isEmpty() || !expected.equals(new Secret(given)))) {
      throw new NotOurs("has a wrong verification token");
    }
    return new Callback.Challenge(text(message, "challenge"));
  }

  private static JsonObject object(String json) throws NotOurs {
    try {
      if (JsonParser.parseString(json) instanceof JsonObject object) {
        return object;
      }
    } catch (JsonParseException | StackOverflowError e) {
      throw new NotOurs("is not JSON");
    }
    throw new NotOurs("is not a JSON object");
  }

  private static String text(JsonObject of, String name) {
    return of.get(name) instanceof JsonPrimitive value ? value.getAsString() : "";
  }
}
