package dev.larkspur.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.larkspur.embedded.postgres.EmbeddedPostgres;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.SandboxOptions;
import dev.larkspur.sandbox.chat.ShownCard;
import dev.larkspur.sandbox.oauth.UserTokens.Verdict;
import dev.larkspur.sandbox.world.SamplePerson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A stand-in for Feishu, a database, and servers that share both. */
final class Play implements AutoCloseable {
  static final String ADMIN_KEY = "lk_the-administrators-key-of-the-tests-0123456789";
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Of what another instance did: a second, and what a slow machine takes for its answers. */
  static final Duration HEARD_WITHIN = Duration.ofSeconds(5);

  /** Of each server. */
  static final int CONNECTIONS = 2;

  /** Polls each second, so that nobody waits for nothing. */
  static final SandboxOptions QUICK =
      SandboxOptions.defaults().withPollInterval(Duration.ofSeconds(1));

  /** Waits longer for the answer to a click than the platform does, where that is not the point. */
  static final SandboxOptions LENIENT = QUICK.withAckWithin(Duration.ofSeconds(20));

  private static final String MASTER_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
  private static final EmbeddedPostgres POSTGRES = EmbeddedPostgres.throwaway();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Sandbox sandbox;
  private final String database;
  private final List<LarkspurServer> servers = new ArrayList<>();

  private final Map<String, Object> more;

  private Play(Sandbox sandbox, String database, Map<String, Object> more) {
    this.sandbox = sandbox;
    this.database = database;
    this.more = more;
  }

  /** With one server. */
  static Play begin() {
    return begin(QUICK, 1);
  }

  static Play begin(SandboxOptions options, int servers) {
    return begin(options, servers, Map.of());
  }

  /**
   * @param more settings of the servers
   */
  static Play begin(SandboxOptions options, int servers, Map<String, Object> more) {
    var name = "play_" + UUID.randomUUID().toString().replace("-", "");
    var play = new Play(Sandbox.start(options), POSTGRES.newDatabase(name), more);
    for (int i = 0; i < servers; i++) {
      play.startServer();
    }
    play.sandbox.awaitConnections(CONNECTIONS * servers, PATIENCE);
    return play;
  }

  LarkspurServer startServer() {
    var boot =
        Boot.from(databaseSettings())
            .with(Demo.appOf(sandbox))
            .with(Map.of("micronaut.server.port", -1))
            .with(more);
    servers.add(LarkspurServer.start(boot));
    return servers.getLast();
  }

  /** As a rolling restart does: a new one first, then the old one goes. */
  void replaceServer(int which) {
    var old = servers.get(which);
    servers.set(which, startServer());
    servers.removeLast();
    old.close();
  }

  /** The environment of a server on this play's database. */
  Map<String, String> databaseSettings() {
    return Map.of(
        "LARKSPUR_DATABASE_URL", database,
        "LARKSPUR_DATABASE_USER", POSTGRES.user(),
        "LARKSPUR_DATABASE_PASSWORD", POSTGRES.password(),
        "LARKSPUR_MASTER_KEY", MASTER_KEY,
        "LARKSPUR_ADMIN_KEY", ADMIN_KEY);
  }

  /** The environment of a server for this play's app. */
  Map<String, String> appSettings() {
    var url = sandbox.url().toString();
    return Map.of(
        "LARKSPUR_FEISHU_APPS_DEMO_APP_ID",
        sandbox.appId(),
        "LARKSPUR_FEISHU_APPS_DEMO_APP_SECRET",
        sandbox.appSecret(),
        "LARKSPUR_FEISHU_APPS_DEMO_SCOPES",
        "auth:user.id:read docs:document:readonly",
        "LARKSPUR_FEISHU_APPS_DEMO_OPEN_URL",
        url,
        "LARKSPUR_FEISHU_APPS_DEMO_ACCOUNTS_URL",
        url,
        "LARKSPUR_FEISHU_APPS_DEMO_APPLINK_URL",
        url);
  }

  Map<String, String> allSettings() {
    var all = new HashMap<>(databaseSettings());
    all.putAll(appSettings());
    return all;
  }

  Sandbox sandbox() {
    return sandbox;
  }

  SamplePerson ann() {
    return sandbox.people().getFirst();
  }

  SamplePerson bo() {
    return sandbox.people().get(1);
  }

  /** A person whom no other test knows. */
  SamplePerson somebody() {
    return sandbox.addPerson("Somebody " + UUID.randomUUID());
  }

  Calls calls() {
    return calls(servers.getFirst().url(), ADMIN_KEY);
  }

  Calls calls(int server) {
    return calls(servers.get(server).url(), ADMIN_KEY);
  }

  Calls calls(URI url, String key) {
    return new Calls(url, sandbox.appId(), key);
  }

  /** The person presses "Authorize", and gets the card with the link. */
  ShownCard clickThrough(SamplePerson person) {
    var card =
        Await.until(
            "a card to press",
            PATIENCE,
            () -> sandbox.awaitCard(person.openId(), PATIENCE),
            newest -> newest.button("authorize").isPresent());
    var click = sandbox.click(card.messageId(), person.openId(), "authorize");
    if (!click.ok()) {
      throw new AssertionError("the click failed: " + click);
    }
    return sandbox.awaitCard(card.messageId(), Play::hasLink, PATIENCE);
  }

  static boolean hasLink(ShownCard card) {
    return card.button("authorize").isEmpty() && card.button("decline").isPresent();
  }

  /** From the request to the grant; returns the looked-up token. */
  String authorize(Calls calls, SamplePerson person) {
    consent(calls, person);
    return calls.token(person.openId()).text("access_token");
  }

  /** From the request to the grant, whose token nobody looks up; returns the authorization's id. */
  String consent(Calls calls, SamplePerson person) {
    var id = calls.ask(person.openId()).text("id");
    sandbox.approve(clickThrough(person), person.openId());
    calls.await(id, "completed");
    return id;
  }

  /** Whose the platform says this token is. */
  String ownerOf(String token) {
    var request =
        HttpRequest.newBuilder(sandbox.url().resolve("/open-apis/authen/v1/user_info"))
            .header("Authorization", "Bearer " + token)
            .build();
    try (var http = HttpClient.newHttpClient()) {
      JsonNode answer = JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
      return answer.path("data").path("open_id").asText("nobody: " + answer.path("code"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Whether the platform takes this token now. */
  boolean isGood(String token) {
    return sandbox.judge(token) instanceof Verdict.Good;
  }

  /** Whether the platform takes any token that this person's consents ever yielded. */
  boolean anythingIsGoodOf(SamplePerson person) {
    return sandbox.tokensOf(person.openId()).refreshTokenLive()
        || sandbox.issuedSecrets().stream()
            .map(sandbox::judge)
            .anyMatch(
                verdict ->
                    verdict instanceof Verdict.Good(var access)
                        && access.openId().equals(person.openId()));
  }

  /** What the journal has of this person's refresh tokens, as "FIRST RENEWED", oldest first. */
  List<String> presentations(SamplePerson person) {
    var found = new ArrayList<String>();
    try (var connection = connect();
        var select =
            connection.prepareStatement(
                "select kind, outcome from larkspur.renewal_attempt where open_id = ?"
                    + " order by started_at")) {
      select.setString(1, person.openId());
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1) + " " + rows.getString(2));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read the journal", e);
    }
  }

  /** To the database, as the servers see it. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(database, POSTGRES.user(), POSTGRES.password());
  }

  int requests(String method, String path) {
    return sandbox.journal().requests(method, path).size();
  }

  @Override
  public void close() {
    servers.forEach(LarkspurServer::close);
    sandbox.close();
  }
}
