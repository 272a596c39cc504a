package dev.larkspur.adapters.httpclient;

import dev.larkspur.adapters.httpclient.Complaint.None;
import dev.larkspur.adapters.httpclient.Complaint.NotTaken;
import dev.larkspur.adapters.httpclient.Complaint.TooNarrow;
import dev.larkspur.domain.token.Scopes;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells what is wrong with the token from all other reasons why a call failed. */
@Singleton
final class Complaints {
  private static final Set<Integer> STATUS = Set.of(400, 401, 403);

  private static final int INVALID = 99991668;
  private static final int EXPIRED = 99991677;
  private static final int NOT_GRANTED = 99991679;

  /** Said under the code of invalid ones: no person's token will ever do there. */
  private static final String NEVER = "not support";

  private final JsonMapper json;

  Complaints(JsonMapper json) {
    this.json = json;
  }

  Complaint of(Throwable failure) {
    return failure instanceof HttpClientResponseException refused && STATUS.contains(refused.code())
        ? refused.getResponse().getBody(String.class).map(this::of).orElseGet(None::new)
        : new None();
  }

  private Complaint of(String body) {
    try {
      var answer = json.readValue(body, JsonNode.class);
      return answer != null && answer.isObject() ? of(answer) : new None();
    } catch (IOException e) { // whatever it is, it is not the platform's
      return new None();
    }
  }

  private static Complaint of(JsonNode answer) {
    var code = answer.get("code");
    return switch (code != null && code.isNumber() ? code.getIntValue() : 0) {
      case INVALID -> text(answer.get("msg")).contains(NEVER) ? new None() : new NotTaken();
      case EXPIRED -> new NotTaken();
      case NOT_GRANTED -> tooNarrow(answer.get("error"));
      default -> new None();
    };
  }

  private static String text(@Nullable JsonNode message) {
    return message != null && message.isString()
        ? message.getStringValue().toLowerCase(Locale.ROOT)
        : "";
  }

  /** Only what is named can be asked for. */
  private static Complaint tooNarrow(@Nullable JsonNode error) {
    var violations = error != null && error.isObject() ? error.get("permission_violations") : null;
    if (violations == null || !violations.isArray()) {
      return new None();
    }
    var names = new ArrayList<String>();
    for (var violation : violations.values()) {
      var subject = violation.isObject() ? violation.get("subject") : null;
      if (subject != null && subject.isString()) {
        names.add(subject.getStringValue());
      }
    }
    try {
      return names.isEmpty() ? new None() : new TooNarrow(Scopes.of(names));
    } catch (IllegalArgumentException e) { // what is no scope cannot be asked for
      return new None();
    }
  }
}
