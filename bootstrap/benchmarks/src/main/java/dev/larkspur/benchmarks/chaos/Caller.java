package dev.larkspur.benchmarks.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;

/** A service that uses Larkspur, at whichever instance it is told to. */
final class Caller {
  private static final Duration PATIENCE = Duration.ofSeconds(25);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http;
  private final String appId;
  private final String key;

  Caller(HttpClient http, String appId, String key) {
    this.http = http;
    this.appId = appId;
    this.key = key;
  }

  Answer lookUp(Instance at, String openId, int minTtl) throws InterruptedException {
    var query = minTtl == 0 ? "" : "?min_ttl=" + minTtl;
    return call(at, "GET", openId, "/token" + query);
  }

  /**
   * @param epoch of the token that does not serve; 0: the present one
   */
  Answer refresh(Instance at, String openId, long epoch) throws InterruptedException {
    var query = epoch == 0 ? "" : "?epoch=" + epoch;
    return call(at, "POST", openId, "/token/refresh" + query);
  }

  Answer revoke(Instance at, String openId) throws InterruptedException {
    return call(at, "DELETE", openId, "/token");
  }

  Answer ask(Instance at, String openId) throws InterruptedException {
    return call(at, "POST", openId, "/authorizations");
  }

  private Answer call(Instance at, String method, String openId, String call)
      throws InterruptedException {
    var asked = Instant.now();
    var path = "/v1/apps/" + appId + "/users/" + openId + call;
    var request =
        HttpRequest.newBuilder(at.url().resolve(path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + key)
            .method(method, BodyPublishers.noBody())
            .build();
    at.room().acquire();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      var body = answer.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(answer.body());
      return new Answer(asked, Instant.now(), outcome(answer.statusCode(), body), body);
    } catch (ConnectException e) {
      return none(asked, "no connection");
    } catch (HttpTimeoutException e) {
      return none(asked, "no answer in time");
    } catch (IOException e) {
      return none(asked, "connection broken");
    } finally {
      at.room().release();
    }
  }

  private static String outcome(int status, JsonNode body) {
    return status < 300 ? Answer.SERVED : body.path("code").asText("status " + status);
  }

  private static Answer none(Instant asked, String why) {
    return new Answer(asked, Instant.now(), why, MissingNode.getInstance());
  }
}
