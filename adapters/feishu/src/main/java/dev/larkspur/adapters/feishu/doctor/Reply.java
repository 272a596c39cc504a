package dev.larkspur.adapters.feishu.doctor;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.larkspur.adapters.feishu.HttpAnswer;
import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.domain.token.PlatformError;
import java.time.Duration;

/** What the open API said to a question of the app's about itself. */
sealed interface Reply {
  /** All of what it answered. */
  record Told(JsonObject json) implements Reply {}

  record Refused(PlatformError error) implements Reply {}

  /** It could not be asked: there is no tenant token. */
  record NotAsked() implements Reply {}

  /**
   * @throws PlatformUnavailable if it is not the open API that answers, or it is out of order
   */
  static Reply of(HttpAnswer http, String doing) {
    var json =
        http.json().orElseThrow(() -> new PlatformUnavailable(doing + ": " + http, Duration.ZERO));
    if (!(json.get("code") instanceof JsonPrimitive code)) {
      throw new PlatformUnavailable(doing + ": " + http, Duration.ZERO);
    }
    var message = json.get("msg") instanceof JsonPrimitive words ? words.getAsString() : null;
    return code.getAsString().equals("0")
        ? new Told(json)
        : new Refused(http.error(code.getAsString(), message));
  }
}
