package dev.larkspur.adapters.feishu.event;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.time.Duration;

/** What the platform asks of its clients; of its four numbers only the interval concerns us. */
final class ClientConfig {
  private static final long LONGEST = Duration.ofHours(1).toSeconds();

  /** The {@code PingInterval}; zero if there is none. */
  static Duration pingInterval(JsonElement config) {
    if (!(config instanceof JsonObject fields) || !fields.has("PingInterval")) {
      return Duration.ZERO;
    }
    try {
      return Duration.ofSeconds(
          Math.clamp(fields.get("PingInterval").getAsBigDecimal().longValue(), 0, LONGEST));
    } catch (IllegalStateException | UnsupportedOperationException | NumberFormatException e) {
      return Duration.ZERO;
    }
  }

  static Duration pingInterval(String json) {
    try {
      return pingInterval(JsonParser.parseString(json));
    } catch (JsonParseException e) {
      return Duration.ZERO;
    }
  }

  private ClientConfig() {}
}
