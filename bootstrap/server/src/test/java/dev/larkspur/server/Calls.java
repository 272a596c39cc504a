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
import java.time.Instant;
import java.util.function.Predicate;

/**
 * Calls Larkspur as a service would.
 *
 * @param base where it serves
 * @param patience how long it waits for an answer
 */
record Calls(URI base, String appId, String key, Duration patience) {
  /**
   * What came back.
   *
   * @param retryAfter seconds; 0 if nothing is said
   */
  record Answer(int status, long retryAfter, JsonNode body) {
    String text(String field) {
      return body.path(field).asText();
    }

    long epoch() {
      return body.path("epoch").asLong();
    }

    Instant time(String field) {
      return Instant.parse(text(field));
    }

    /** Not the body: it may hold a token. */
    @Override
    public String toString() {
      return status + " " + text("code") + text("state") + " " + text("detail");
    }
  }

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  Calls(URI base, String appId, String key) {
    this(base, appId, key, PATIENCE);
  }

  /** The same caller in a hurry. */
  Calls within(Duration patience) {
    return new Calls(base, appId, key, patience);
  }

  Answer ask(String openId) {
    return ask(openId, "");
  }

  Answer ask(String openId, String body) {
    return call("POST", user(openId) + "/authorizations", body);
  }

  Answer token(String openId) {
    return call("GET", user(openId) + "/token", "");
  }

  /** Looks up what lasts so many seconds. */
  Answer token(String openId, int minTtl) {
    return call("GET", user(openId) + "/token?min_ttl=" + minTtl, "");
  }

  Answer refresh(String openId) {
    return call("POST", user(openId) + "/token/refresh", "");
  }

  /** Because the token of this epoch does not serve. */
  Answer refresh(String openId, long epoch) {
    return call("POST", user(openId) + "/token/refresh?epoch=" + epoch, "");
  }

  Answer revoke(String openId) {
    return call("DELETE", user(openId) + "/token", "");
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

  /** The grant once it is so; looking at it renews nothing. */
  Answer awaitGrant(String openId, String what, Predicate<Answer> wanted) {
    return Await.until(what, Duration.ofMinutes(2), () -> grant(openId), wanted);
  }

  /** The grant once its token is over. */
  Answer awaitOver(String openId) {
    return awaitGrant(openId, "over", grant -> !Instant.now().isBefore(grant.time("expires_at")));
  }

  Answer call(String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(patience)
            .header("Authorization", "Bearer " + key)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    try {
      var response = HTTP.send(request.build(), BodyHandlers.ofString());
      var wait = response.headers().firstValueAsLong("Retry-After").orElse(0);
      return new Answer(response.statusCode(), wait, JSON.readTree(response.body()));
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
