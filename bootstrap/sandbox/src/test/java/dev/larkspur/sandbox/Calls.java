package dev.larkspur.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larkspur.sandbox.world.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Calls the sandbox as an app would, over real HTTP. */
public final class Calls {
  /** An answer; a body that is not JSON reads as a missing node. */
  public record Answer(int status, JsonNode json, String text, HttpHeaders headers) {
    public long code() {
      return json.path("code").asLong(-1);
    }

    public String error() {
      return json.path("error").asText("");
    }
  }

  static final String DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Sandbox sandbox;

  public Calls(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  public Answer json(String method, String path, String bearer, Object body) {
    var request =
        HttpRequest.newBuilder(sandbox.url().resolve(path))
            .header("Content-Type", "application/json; charset=utf-8")
            .method(method, BodyPublishers.ofString(body.toString()));
    return send(bearer.isEmpty() ? request : request.header("Authorization", "Bearer " + bearer));
  }

  public Answer form(String path, Map<String, String> fields) {
    return send(formRequest(path, fields));
  }

  public Answer formWithBasic(String path, Map<String, String> fields, String id, String secret) {
    var pair =
        Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    return send(formRequest(path, fields).header("Authorization", "Basic " + pair));
  }

  public Answer get(String path, String bearer) {
    var request = HttpRequest.newBuilder(sandbox.url().resolve(path));
    return send(bearer.isEmpty() ? request : request.header("Authorization", "Bearer " + bearer));
  }

  public Answer begin(String scopes) {
    return formWithBasic(
        "/oauth/v1/device_authorization",
        Map.of("client_id", sandbox.appId(), "scope", scopes),
        sandbox.appId(),
        sandbox.appSecret());
  }

  public Answer poll(String deviceCode) {
    return form(
        "/oauth/v3/token",
        withClient(Map.of("grant_type", DEVICE_GRANT, "device_code", deviceCode)));
  }

  public Answer refresh(String refreshToken) {
    return form(
        "/oauth/v3/token",
        withClient(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken)));
  }

  /** A pair for this person, by the whole way. */
  public JsonNode tokens(String openId, String scopes) {
    var begun = begin(scopes).json();
    sandbox.approve(link(begun), openId);
    return poll(begun.path("device_code").asText()).json();
  }

  public static URI link(JsonNode begun) {
    return URI.create(begun.path("verification_uri_complete").asText());
  }

  public String tenantToken() {
    var body = Json.object().put("app_id", sandbox.appId()).put("app_secret", sandbox.appSecret());
    return json("POST", "/open-apis/auth/v3/tenant_access_token/internal", "", body)
        .json()
        .path("tenant_access_token")
        .asText();
  }

  public Answer send(String openId, String card, String uuid) {
    var body =
        Json.object()
            .put("receive_id", openId)
            .put("msg_type", "interactive")
            .put("content", card)
            .put("uuid", uuid);
    return json("POST", "/open-apis/im/v1/messages?receive_id_type=open_id", tenantToken(), body);
  }

  public Answer patch(String messageId, String card) {
    return json(
        "PATCH",
        "/open-apis/im/v1/messages/" + messageId,
        tenantToken(),
        Json.object().put("content", card));
  }

  public Map<String, String> withClient(Map<String, String> fields) {
    var all = new HashMap<>(fields);
    all.put("client_id", sandbox.appId());
    all.put("client_secret", sandbox.appSecret());
    return Map.copyOf(all);
  }

  private HttpRequest.Builder formRequest(String path, Map<String, String> fields) {
    var body =
        fields.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return HttpRequest.newBuilder(sandbox.url().resolve(path))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body));
  }

  private static Answer send(HttpRequest.Builder request) {
    try {
      var response = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          Json.read(response.body()).orElseGet(Json::object),
          response.body(),
          response.headers());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
