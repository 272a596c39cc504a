package com.example.notes;

import dev.larkspur.embedded.postgres.EmbeddedPostgres;
import dev.larkspur.sandbox.Sandbox;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** The notebook, running on a database of its own. */
final class Host implements AutoCloseable {
  static final String PASSWORD = "the notebook's password";
  static final String ADMIN_KEY = "lk_the-administrators-key-of-the-tests-0123456789";
  private static final String MASTER_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
  private static final EmbeddedPostgres POSTGRES = EmbeddedPostgres.throwaway();

  private final String database;
  private final ApplicationContext context;
  private final EmbeddedServer server;
  private final HttpClient http = HttpClient.newHttpClient();

  private Host(String database, ApplicationContext context) {
    this.database = database;
    this.context = context;
    this.server = context.getBean(EmbeddedServer.class).start();
  }

  /** Which merely has Larkspur's jars. */
  static Host withoutLarkspur() {
    return start(Map.of(), _ -> {});
  }

  static Host withLarkspur(Sandbox feishu) {
    return withLarkspur(feishu, _ -> {});
  }

  /**
   * In the same database: the schemas keep them apart.
   *
   * @param declare adds beans before the start
   */
  static Host withLarkspur(Sandbox feishu, Consumer<ApplicationContext> declare) {
    return withLarkspur(feishu, Map.of(), declare);
  }

  /**
   * @param more settings, which go before the others
   */
  static Host withLarkspur(
      Sandbox feishu, Map<String, Object> more, Consumer<ApplicationContext> declare) {
    var url = feishu.url().toString();
    var app = "larkspur.feishu.apps.notes.";
    var settings =
        new HashMap<String, Object>(
            Map.ofEntries(
                Map.entry("larkspur.enabled", "true"),
                Map.entry("larkspur.master-key", MASTER_KEY),
                Map.entry("larkspur.admin-key", ADMIN_KEY),
                Map.entry(app + "app-id", feishu.appId()),
                Map.entry(app + "app-secret", feishu.appSecret()),
                Map.entry(app + "open-url", url),
                Map.entry(app + "accounts-url", url),
                Map.entry(app + "applink-url", url),
                Map.entry("feishu.open-url", url),
                Map.entry("notes.people.ann", feishu.people().getFirst().openId())));
    settings.putAll(more);
    return start(settings, declare);
  }

  private static Host start(Map<String, Object> more, Consumer<ApplicationContext> declare) {
    var database = POSTGRES.newDatabase("host_" + UUID.randomUUID().toString().replace("-", ""));
    var settings = new HashMap<String, Object>();
    settings.put("micronaut.server.port", -1);
    settings.put("notes.password", PASSWORD);
    settings.put("notes.people.ann", "ou_ann");
    // or the schema of the user's name, which is Larkspur's, would be the application's as well
    var own = database + (database.contains("?") ? "&" : "?") + "currentSchema=public";
    datasource(settings, "default", own);
    if (more.containsKey("larkspur.enabled")) {
      datasource(settings, "larkspur", database);
    }
    settings.putAll(more);
    var context = ApplicationContext.builder().properties(settings).build();
    declare.accept(context);
    return new Host(database, context.start());
  }

  private static void datasource(Map<String, Object> settings, String name, String url) {
    settings.put("datasources." + name + ".url", url);
    settings.put("datasources." + name + ".username", POSTGRES.user());
    settings.put("datasources." + name + ".password", POSTGRES.password());
    settings.put("datasources." + name + ".driver-class-name", "org.postgresql.Driver");
  }

  ApplicationContext context() {
    return context;
  }

  URI url(String path) {
    return server.getURI().resolve(path);
  }

  HttpResponse<String> get(String path, String authorization) {
    return send(HttpRequest.newBuilder(url(path)).header("Authorization", authorization).GET());
  }

  HttpResponse<String> post(String path, String authorization, String text) {
    return send(
        HttpRequest.newBuilder(url(path))
            .header("Authorization", authorization)
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString(text)));
  }

  HttpResponse<String> getAsNobody(String path) {
    return send(HttpRequest.newBuilder(url(path)).GET());
  }

  private HttpResponse<String> send(HttpRequest.Builder call) {
    try {
      return http.send(call.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static String login(String name, String password) {
    var both = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  static String asAnn() {
    return login("ann", PASSWORD);
  }

  /** The first column. */
  List<String> query(String sql) {
    try (var connection =
            DriverManager.getConnection(database, POSTGRES.user(), POSTGRES.password());
        var select = connection.createStatement();
        var rows = select.executeQuery(sql)) {
      var found = new ArrayList<String>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException("cannot run " + sql, e);
    }
  }

  @Override
  public void close() {
    http.close();
    server.stop();
    context.close();
  }
}
