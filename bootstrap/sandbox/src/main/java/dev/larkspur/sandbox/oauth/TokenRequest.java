package dev.larkspur.sandbox.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larkspur.sandbox.web.OAuthError;
import dev.larkspur.sandbox.world.Json;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parameters of a call to an OAuth endpoint, from JSON or a form, and who makes it. */
final class TokenRequest {
  private final Map<String, String> parameters;
  private final String authorization;

  private TokenRequest(Map<String, String> parameters, String authorization) {
    this.parameters = Map.copyOf(parameters);
    this.authorization = authorization;
  }

  static TokenRequest read(Context ctx) {
    var type = ctx.contentType();
    var json = type != null && type.startsWith("application/json");
    var authorization = ctx.header("Authorization");
    return new TokenRequest(
        json ? fromJson(ctx.body()) : fromForm(ctx.formParamMap()),
        authorization == null ? "" : authorization);
  }

  String get(String name) {
    return parameters.getOrDefault(name, "");
  }

  String required(String name) {
    var value = get(name);
    if (value.isEmpty()) {
      throw new OAuthError(20001, "invalid_request", "Missing parameter: " + name);
    }
    return value;
  }

  Set<String> scopes() {
    var scopes = new LinkedHashSet<>(Arrays.asList(get("scope").strip().split("\\s+")));
    scopes.remove("");
    return scopes;
  }

  boolean hasBasic() {
    return authorization.regionMatches(true, 0, "Basic ", 0, 6);
  }

  /** Id and secret from the Authorization header; two empty strings if it is malformed. */
  List<String> basic() {
    try {
      var decoded = Base64.getDecoder().decode(authorization.substring(6).strip());
      var pair = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
      return pair.length == 2 ? List.of(pair) : List.of("", "");
    } catch (IllegalArgumentException e) {
      return List.of("", "");
    }
  }

  private static Map<String, String> fromJson(String body) {
    var parsed =
        Json.read(body)
            .filter(JsonNode::isObject)
            .orElseThrow(() -> new OAuthError(20063, "invalid_request", "The body is not JSON"));
    var parameters = new HashMap<String, String>();
    parsed.properties().stream()
        .filter(field -> field.getValue().isValueNode() && !field.getValue().isNull())
        .forEach(field -> parameters.put(field.getKey(), field.getValue().asText()));
    return parameters;
  }

  private static Map<String, String> fromForm(Map<String, List<String>> form) {
    var parameters = new HashMap<String, String>();
    form.forEach((name, values) -> parameters.put(name, values.getFirst()));
    return parameters;
  }
}
