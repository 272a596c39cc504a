package dev.larkspur.server;

import static dev.larkspur.server.Play.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.sandbox.world.RefreshFaults.How;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that the platform issued, and no key, is found in anything that is written. */
class LeakTest {
  private static final Duration LIFE = Duration.ofSeconds(40);

  @TempDir private Path folder;

  @Test
  void nothing_secret_is_in_logs_at_trace_the_database_or_any_answer_but_the_lookup()
      throws Exception {
    try (var play = Play.begin(Play.LENIENT.withAccessLife(LIFE), 0)) {
      var settings = new HashMap<>(play.allSettings());
      settings.put("LOGGER_LEVELS_ROOT", "TRACE");
      var output = folder.resolve("output");
      var written = new HashMap<String, String>();
      String key;
      try (var server = ServerProcess.start(settings, output)) {
        var calls = play.calls(server.url(), Play.ADMIN_KEY);
        key = everythingHappens(play, calls, written);
        for (var path :
            List.of("/openapi.yaml", "/health", "/health/readiness", "/docs", "/nothing")) {
          written.put(path, get(server, path));
        }
      }
      written.put("the log", Files.readString(output));
      written.put("the database", dump(play));

      // the log is a log at TRACE, of everything that could tell
      assertThat(written.get("the log"))
          .contains(" TRACE ")
          .contains("io.netty")
          .contains("org.postgresql");
      var secrets = new ArrayList<>(play.sandbox().issuedSecrets());
      secrets.addAll(howToReach(play));
      secrets.add(Play.ADMIN_KEY);
      secrets.add(key);
      secrets.add(settings.get("LARKSPUR_MASTER_KEY"));
      secrets.add(settings.get("LARKSPUR_DATABASE_PASSWORD"));
      assertThat(secrets).hasSizeGreaterThan(15);
      assertThat(leaks(secrets, written)).isEmpty();
    }
  }

  private static List<String> howToReach(Play play) throws SQLException {
    assertThat(dump(play)).as("they are stored").contains("app_user").contains("\\x01");
    return List.of(play.ann().mobile(), play.ann().email());
  }

  /** The ways that carry secrets; returns a caller's key. */
  private static String everythingHappens(Play play, Calls calls, Map<String, String> written) {
    var toBeReached =
        "{\"scopes\":[\"contact:user.email:readonly\",\"contact:user.phone:readonly\"]}";
    var reached = calls.ask(play.ann().openId(), toBeReached).text("id");
    play.sandbox().approve(play.clickThrough(play.ann()), play.ann().openId());
    calls.await(reached, "completed");
    assertThat(calls.token(play.ann().openId()).status()).isEqualTo(200);
    written.put("the grant", calls.grant(play.ann().openId()).body().toString());

    var id = calls.ask(play.bo().openId()).text("id");
    play.sandbox().approve(play.clickThrough(play.bo()), play.ann().openId());
    written.put("a failed authorization", calls.await(id, "failed").body().toString());

    var again = calls.ask(play.bo().openId());
    written.put("an authorization", again.body().toString());
    play.clickThrough(play.bo());
    play.sandbox().dropConnections();
    play.sandbox().awaitConnections(Play.CONNECTIONS, PATIENCE);
    play.sandbox().faults().answer("/oauth/v3/token", 1, 500, "{\"code\":20050}");
    tokensLiveAndEnd(play, calls, written);

    var made =
        calls.call(
            "POST",
            "/admin/v1/keys",
            "{\"name\":\"reports\",\"apps\":\"*\",\"operations\":[\"tokens:read\"]}");
    var key = made.text("key");
    var limited = new Calls(calls.base(), calls.appId(), key);
    assertThat(limited.token(play.ann().openId()).status()).isEqualTo(200);
    written.put("a refusal", limited.ask(play.ann().openId()).body().toString());
    written.put("the keys", calls.call("GET", "/admin/v1/keys", "").body().toString());
    return key;
  }

  /** Refreshes that go right and wrong, with what follows. */
  private static void tokensLiveAndEnd(Play play, Calls calls, Map<String, String> written) {
    var faults = play.sandbox().faults();
    var lost = play.sandbox().addPerson("Lost");
    play.authorize(calls, lost);
    assertThat(calls.refresh(lost.openId()).status()).isEqualTo(200);
    faults.refresh().next(1, How.COMMIT_THEN_DROP);
    written.put("an uncertain refresh", calls.refresh(lost.openId()).body().toString());
    written.put("an uncertain grant", calls.grant(lost.openId()).body().toString());

    var asked = play.sandbox().addPerson("Asked anew");
    play.authorize(calls, asked);
    faults.refresh().next(1, How.USED);
    written.put("an ended refresh", calls.refresh(asked.openId()).body().toString());
    written.put("an ended grant", calls.grant(asked.openId()).body().toString());
    play.sandbox().awaitCards(asked.openId(), 2, PATIENCE);
    play.clickThrough(asked);

    var gone = play.sandbox().addPerson("Gone");
    play.authorize(calls, gone);
    faults.answer("/oauth/v1/revoke", 100, 503, "{}"); // it waits to be told, in the database
    assertThat(calls.revoke(gone.openId()).status()).isEqualTo(204);
    written.put("a revoked grant", calls.grant(gone.openId()).body().toString());

    var probed =
        calls.awaitGrant(
            lost.openId(), "probed", g -> g.text("state").equals("needs_reauthorization"));
    written.put("a probed grant", probed.body().toString());
  }

  /** Each place where a secret stands: as it is, in base64 or in hexadecimal. */
  private static List<String> leaks(List<String> secrets, Map<String, String> written) {
    var found = new ArrayList<String>();
    for (var secret : secrets) {
      var forms =
          List.of(
              secret,
              Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(UTF_8)),
              HexFormat.of().formatHex(secret.getBytes(UTF_8)));
      written.forEach(
          (where, text) ->
              forms.stream()
                  .filter(text::contains)
                  .forEach(form -> found.add(secret + " in " + where + around(text, form))));
    }
    return found;
  }

  private static String around(String text, String form) {
    int at = text.indexOf(form);
    return ": …" + text.substring(Math.max(0, at - 150), Math.min(text.length(), at + 20)) + "…";
  }

  private static String get(ServerProcess server, String path)
      throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(server.url().resolve(path)).build();
      return http.send(request, BodyHandlers.ofString()).body();
    }
  }

  private static String dump(Play play) throws SQLException {
    var dump = new StringBuilder();
    try (var connection = play.connect();
        var statement = connection.createStatement()) {
      var tables = new ArrayList<String>();
      try (var rows =
          statement.executeQuery("select tablename from pg_tables where schemaname = 'larkspur'")) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      assertThat(tables).hasSizeGreaterThan(5);
      for (var table : tables) {
        try (var rows = statement.executeQuery("select t::text from larkspur." + table + " t")) {
          while (rows.next()) {
            dump.append(table).append(' ').append(rows.getString(1)).append('\n');
          }
        }
      }
    }
    return dump.toString();
  }
}
