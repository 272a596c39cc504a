package dev.larkspur.adapters.feishu.doctor;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the app may see of its own page in the console. */
record AppSettingsSeen(JsonObject app) {
  static AppSettingsSeen of(JsonObject reply) {
    return reply.get("data") instanceof JsonObject data && data.get("app") instanceof JsonObject app
        ? new AppSettingsSeen(app)
        : new AppSettingsSeen(new JsonObject());
  }

  /** What is enabled for a kind of token, {@code user} or {@code tenant}. */
  Set<String> scopes(String kind) {
    return elements(app.get("scopes"))
        .filter(scope -> isFor(scope, kind))
        .flatMap(scope -> text(scope.getAsJsonObject().get("scope")))
        .collect(Collectors.toSet());
  }

  /** A scope that does not say for whom it is counts for everybody. */
  private static boolean isFor(JsonElement scope, String kind) {
    if (!(scope instanceof JsonObject fields)) {
      return false;
    }
    var kinds = elements(fields.get("token_types")).flatMap(AppSettingsSeen::text).toList();
    return kinds.isEmpty() || kinds.contains(kind);
  }

  /** {@code websocket} or {@code webhook}; empty if it is unset, or not told. */
  Optional<String> callbackMode() {
    return field("callback_info", "callback_type");
  }

  /** The same for events. */
  Optional<String> eventMode() {
    return field("event", "subscription_type");
  }

  boolean hasCallback(String name) {
    return app.get("callback_info") instanceof JsonObject info
        && elements(info.get("subscribed_callbacks"))
            .flatMap(AppSettingsSeen::text)
            .anyMatch(name::equals);
  }

  /** Empty: not told. */
  Optional<Set<String>> redirectUrls() {
    return app.get("redirect_urls") instanceof JsonArray urls
        ? Optional.of(elements(urls).flatMap(AppSettingsSeen::text).collect(Collectors.toSet()))
        : Optional.empty();
  }

  private Optional<String> field(String of, String name) {
    return app.get(of) instanceof JsonObject fields
        ? text(fields.get(name)).findFirst()
        : Optional.empty();
  }

  private static Stream<JsonElement> elements(JsonElement list) {
    return list instanceof JsonArray array
        ? StreamSupport.stream(array.spliterator(), false)
        : Stream.empty();
  }

  private static Stream<String> text(JsonElement value) {
    return value instanceof JsonPrimitive text ? Stream.of(text.getAsString()) : Stream.empty();
  }
}
