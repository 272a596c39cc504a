package dev.larkspur.adapters.feishu.subscribe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.larkspur.adapters.feishu.FeishuApp;
import dev.larkspur.adapters.feishu.Origin;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads of an event what has to be known to hand it on: whose it is, its id and its type. */
final class EventReader {
  private static final Logger LOG = LoggerFactory.getLogger(EventReader.class);

  /** Empty if it makes no sense, or is not for this app. Delivered again it would be no better. */
  Optional<RawEvent> read(FeishuApp app, byte[] event) {
    var json = new String(event, UTF_8);
    var root = parsed(json);
    if (root == null) {
      return Optional.empty();
    }
    var header = object(root, "header");
    return header == null ? old(app, root, json) : present(app, header, json);
  }

  private static Optional<RawEvent> present(FeishuApp app, JsonObject header, String json) {
    var origin =
        new Origin(text(header, "app_id"), text(header, "token"), text(header, "tenant_key"));
    return checked(app, origin, text(header, "event_id"), text(header, "event_type"), json);
  }

  /** Of schema 1.0. */
  private static Optional<RawEvent> old(FeishuApp app, JsonObject root, String json) {
    var event = object(root, "event");
    if (event == null) {
      return Optional.empty();
    }
    var origin = new Origin(text(event, "app_id"), text(root, "token"), text(event, "tenant_key"));
    return checked(app, origin, text(root, "uuid"), text(event, "type"), json);
  }

  private static Optional<RawEvent> checked(
      FeishuApp app, Origin origin, @Nullable String id, @Nullable String type, String json) {
    if (id == null || type == null || !EventType.isName(id) || !EventType.isName(type)) {
      return Optional.empty();
    }
    var objection = origin.objection(app);
    if (objection.isPresent()) {
      LOG.info("app={} ignored an event {}", app.id(), objection.get());
      return Optional.empty();
    }
    return Optional.of(new RawEvent(app.id(), id, type, json));
  }

  private static @Nullable JsonObject parsed(String json) {
    try {
      return JsonParser.parseString(json) instanceof JsonObject object ? object : null;
    } catch (JsonParseException e) {
      return null;
    }
  }

  private static @Nullable JsonObject object(JsonObject in, String key) {
    return in.get(key) instanceof JsonObject object ? object : null;
  }

  private static @Nullable String text(JsonObject in, String key) {
    JsonElement value = in.get(key);
    return value != null && value.isJsonPrimitive() ? value.getAsString() : null;
  }
}
