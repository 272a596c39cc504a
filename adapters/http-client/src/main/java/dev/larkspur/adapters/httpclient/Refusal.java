package dev.larkspur.adapters.httpclient;

import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/** Tells a token that should be good and is not taken from all other failures of a call. */
@Singleton
final class Refusal {
  private static final Set<Integer> STATUS = Set.of(400, 401);

  /** Invalid, expired. */
  private static final Set<Integer> CODES = Set.of(99991668, 99991677);

  /** The same code also says that no person's token will ever do there. */
  private static final String NEVER = "not support";

  private final JsonMapper json;

  Refusal(JsonMapper json) {
    this.json = json;
  }

  boolean isOfToken(Throwable failure) {
    return failure instanceof HttpClientResponseException refused
        && STATUS.contains(refused.code())
        && refused.getResponse().getBody(String.class).filter(this::isOfToken).isPresent();
  }

  private boolean isOfToken(String body) {
    try {
      var answer = json.readValue(body, JsonNode.class);
      return answer != null && answer.isObject() && isOfToken(answer);
    } catch (IOException e) { // whatever it is, it is not the platform's
      return false;
    }
  }

  private static boolean isOfToken(JsonNode answer) {
    var code = answer.get("code");
    return code != null
        && code.isNumber()
        && CODES.contains(code.getIntValue())
        && !message(answer).contains(NEVER);
  }

  private static String message(JsonNode answer) {
    var message = answer.get("msg");
    return message != null && message.isString()
        ? message.getStringValue().toLowerCase(Locale.ROOT)
        : "";
  }
}
