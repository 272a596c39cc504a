package dev.larkspur.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.larkspur.application.Entropy;
import dev.larkspur.domain.token.Secret;
import dev.larkspur.embedded.postgres.EmbeddedPostgres;
import dev.larkspur.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** Plays one authorization through, from the request to a token that the platform accepts. */
final class HeadlessDemo implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MASTER_KEY_BYTES = 32;

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Demo demo;
  private final String adminKey;
  private final Steps steps;

  private HeadlessDemo(Demo demo, String adminKey, Steps steps) {
    this.demo = demo;
    this.adminKey = adminKey;
    this.steps = steps;
  }

  /**
   * Leaves nothing behind.
   *
   * @throws StartFailure if a step does not come out as it should
   */
  static void run(PrintStream out) {
    var steps = new Steps(out);
    try (var postgres = EmbeddedPostgres.throwaway()) {
      steps.done("PostgreSQL is up");
      var adminKey = Entropy.secure().unguessable();
      var settings =
          Map.of(
              "LARKSPUR_DATABASE_URL", postgres.jdbcUrl(),
              "LARKSPUR_DATABASE_USER", postgres.user(),
              "LARKSPUR_DATABASE_PASSWORD", postgres.password(),
              "LARKSPUR_MASTER_KEY", masterKey(),
              "LARKSPUR_ADMIN_KEY", adminKey);
      // nobody is here to take ten seconds over the consent page
      var options = SandboxOptions.defaults().withPollInterval(Duration.ofSeconds(1));
      var boot = Boot.from(settings).with(Map.of("micronaut.server.port", -1));
      var demo = Demo.start(boot, options);
      try (var play = new HeadlessDemo(demo, adminKey, steps)) {
        steps.done("the stand-in for Feishu and Larkspur are up");
        play.play();
      }
    }
    steps.done("everything is stopped");
  }

  private void play() {
    var sandbox = demo.sandbox();
    var person = sandbox.people().getFirst();
    var asked = call("POST", demo.callsFor(person) + "/authorizations", adminKey);
    steps.done("a service asked for " + person.enName() + "'s consent: " + text(asked, "state"));

    var card = sandbox.awaitCard(person.openId(), PATIENCE);
    steps.done(person.enName() + " got a card");

    var click = sandbox.click(card.messageId(), person.openId(), "authorize");
    expect(click.ok(), "the click was answered with an error: " + click.detail());
    steps.done("tapped Authorize, answered in " + click.took().toMillis() + " ms");

    var link = sandbox.awaitCard(card.messageId(), c -> c.revision() > card.revision(), PATIENCE);
    sandbox.approve(link, person.openId());
    steps.done("approved on the consent page");

    sandbox.awaitCard(card.messageId(), c -> c.revision() > link.revision(), PATIENCE);
    var id = text(asked, "id");
    var state =
        text(call("GET", demo.server().url() + "/v1/authorizations/" + id, adminKey), "state");
    expect(state.equals("completed"), "the authorization is " + state);
    steps.done("the card says so, and the authorization is " + state);

    var lookup = call("GET", demo.callsFor(person) + "/token", adminKey);
    var token = new Secret(text(lookup, "access_token"));
    steps.done("looked up " + token.masked() + ", good for " + lookup.get("expires_in") + " s");

    var refreshed = call("POST", demo.callsFor(person) + "/token/refresh", adminKey);
    var next = new Secret(text(refreshed, "access_token"));
    expect(!next.equals(token), "a refresh gave the same token");
    steps.done("refreshed: " + next.masked() + " took its place");

    var info = call("GET", sandbox.url() + "/open-apis/authen/v1/user_info", next.reveal());
    expect(
        info.path("data").path("open_id").asText().equals(person.openId()),
        "the token is not " + person.enName() + "'s");
    steps.done("the platform takes it for " + text(info.path("data"), "name") + "'s");
  }

  private JsonNode call(String method, String url, String key) {
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .method(method, BodyPublishers.noBody())
            .header("Authorization", "Bearer " + key)
            .timeout(PATIENCE)
            .build();
    try {
      var response = http.send(request, BodyHandlers.ofString());
      var answer = json.readTree(response.body());
      expect(
          response.statusCode() < 300,
          method + " " + url + ": " + response.statusCode() + " " + text(answer, "detail"));
      return answer;
    } catch (IOException e) {
      throw new StartFailure(method + " " + url + " failed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailure("interrupted", e);
    }
  }

  private static String text(JsonNode answer, String field) {
    return answer.path(field).asText();
  }

  private static void expect(boolean holds, String otherwise) {
    if (!holds) {
      throw new StartFailure("The demo went wrong: " + otherwise);
    }
  }

  private static String masterKey() {
    var key = new byte[MASTER_KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }

  @Override
  public void close() {
    http.close();
    demo.close();
  }
}
