package dev.larkspur.adapters.feishu;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.larkspur.domain.token.PlatformError;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the platform answered, not yet judged. Prints nothing of the body, which can be secret. */
public record HttpAnswer(int status, HttpHeaders headers, String body) {
  private static final Duration USUAL_WAIT = Duration.ofSeconds(1);
  private static final long LONGEST_WAIT = 3600;
  private static final int LONGEST_MESSAGE = 200;
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
  private static final Pattern LOG_ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");
  // longer than any word, as long as the shortest of the platform's secrets
  private static final Pattern PERHAPS_SECRET = Pattern.compile("[A-Za-z0-9_+/=~-]{24,}");

  /** The body as a JSON object; empty if it is none. */
  public Optional<JsonObject> json() {
    try {
      return Optional.of(JsonParser.parseString(body))
          .filter(JsonElement::isJsonObject)
          .map(JsonElement::getAsJsonObject);
    } catch (JsonParseException e) {
      return Optional.empty();
    }
  }

  /** What the platform's support asks for. */
  public @Nullable String logId() {
    return headers.firstValue("X-Tt-Logid").filter(id -> LOG_ID.matcher(id).matches()).orElse(null);
  }

  /** How long the platform wants us to wait. */
  public Duration wanted() {
    return Stream.of("x-ogw-ratelimit-reset", "Retry-After")
        .flatMap(name -> headers.firstValue(name).stream())
        .filter(seconds -> NUMBER.matcher(seconds).matches())
        .map(seconds -> Duration.ofSeconds(Math.clamp(Long.parseLong(seconds), 1, LONGEST_WAIT)))
        .findFirst()
        .orElse(USUAL_WAIT);
  }

  /** For the operator: one short line, without anything that looks like a secret. */
  public PlatformError error(String code, @Nullable String message) {
    return new PlatformError(plain(code), message == null ? null : plain(message), logId());
  }

  private static String plain(String text) {
    var line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    var masked = PERHAPS_SECRET.matcher(line).replaceAll("…");
    return masked.length() <= LONGEST_MESSAGE ? masked : masked.substring(0, LONGEST_MESSAGE) + "…";
  }

  @Override
  public String toString() {
    return "HTTP " + status + ", log id " + logId();
  }
}
