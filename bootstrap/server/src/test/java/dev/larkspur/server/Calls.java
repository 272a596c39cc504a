package dev.larkspur.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Calls Larkspur as a service would.
 *
 * @param base where it serves
 */
record Calls(URI base, String appId, String key) {
  record Answer(int status, JsonNode body) {
    String text(String field) {
      return body.path(field).asText();
    }
  }

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  Answer ask(String openId) {
    return ask(openId, "");
  }

  Answer ask(String openId, String body) {
    return call("POST", user(openId) + "/authorizations", body);
  }

  Answer token(String openId) {
    return call("GET", user(openId) + "/token", "");
  }

  Answer grant(String openId) {
    return call("GET", user(openId) + "/grant", "");
  }

  Answer authorization(String id) {
    return call("GET", "/v1/authorizations/" + id, "");
  }

  Answer cancel(String id) {
    return call("DELETE", "/v1/authorizations/" + id, "");
  }

  /** The authorization once it is in this state. */
  Answer await(String id, String state) {
    return Await.until(
        state, Duration.ofSeconds(60), () -> authorization(id), a -> a.text("state").equals(state));
  }

  Answer call(String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + key)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    try {
      var response = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), JSON.readTree(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String user(String openId) {
    return "/v1/apps/" + appId + "/users/" + openId;
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "Calls[" + base + "]";
  }
}
