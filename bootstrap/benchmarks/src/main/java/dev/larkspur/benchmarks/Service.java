package dev.larkspur.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A service that uses Larkspur by its REST calls. */
record Service(HttpClient http, URI larkspur, String appId, String key) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Asks for a person's consent; returns the authorization's id. */
  String ask(String openId) throws IOException, InterruptedException {
    var path = "/v1/apps/" + appId + "/users/" + openId + "/authorizations";
    return call("POST", path).path("id").asText();
  }

  String state(String authorization) throws IOException, InterruptedException {
    return call("GET", "/v1/authorizations/" + authorization).path("state").asText();
  }

  /** A person's token. */
  String token(String openId) throws IOException, InterruptedException {
    var path = "/v1/apps/" + appId + "/users/" + openId + "/token";
    return call("GET", path).path("access_token").asText();
  }

  /** For an administrator: begins to replace the data key. */
  void rotateDataKey() throws IOException, InterruptedException {
    call("POST", "/admin/v1/data-keys/rotate");
  }

  /** Has a person's token replaced by a newer one. */
  String refresh(String openId) throws IOException, InterruptedException {
    var path = "/v1/apps/" + appId + "/users/" + openId + "/token/refresh";
    return call("POST", path).path("access_token").asText();
  }

  /**
   * For an administrator: makes a key that is good for looking up everybody's token.
   *
   * @return it
   */
  String keyForLookups() throws IOException, InterruptedException {
    var body = "{\"name\": \"lookups\", \"apps\": \"*\", \"operations\": [\"tokens:read\"]}";
    return call("POST", "/admin/v1/keys", BodyPublishers.ofString(body)).path("key").asText();
  }

  private JsonNode call(String method, String path) throws IOException, InterruptedException {
    return call(method, path, BodyPublishers.noBody());
  }

  private JsonNode call(String method, String path, BodyPublisher body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(larkspur.resolve(path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .method(method, body)
            .build();
    var answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "Service[" + larkspur + "]";
  }
}
