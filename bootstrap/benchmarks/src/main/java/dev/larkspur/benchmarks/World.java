package dev.larkspur.benchmarks;

import dev.larkspur.embedded.postgres.EmbeddedPostgres;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.SandboxOptions;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * The platform and the database, both ours, and what a server must be told to use them. The
 * database waits for the disk as an operator's does.
 */
public record World(Sandbox sandbox, EmbeddedPostgres database, String adminKey, String masterKey) {
  /** Of each server. */
  static final int CONNECTIONS = 2;

  static World begin(Stage stage) {
    Progress.say("starting PostgreSQL and the stand-in for Feishu");
    var database = stage.add(EmbeddedPostgres.start(stage.folder().resolve("database")));
    return of(stage.add(Sandbox.start()), database);
  }

  /** With keys of its own. */
  public static World of(Sandbox sandbox, EmbeddedPostgres database) {
    return new World(sandbox, database, "lk_" + random(), random());
  }

  /**
   * The database counts what it is asked ({@link DatabaseWork}), which costs it a little, and the
   * stand-in forgets the secrets that it gives out.
   *
   * @param name of the folder, if there are several on one stage
   */
  static World counting(Stage stage, String name, SandboxOptions options) throws SQLException {
    Progress.say("starting PostgreSQL, twice, and the stand-in for Feishu");
    var home = stage.folder().resolve("database-" + name);
    try (var database = EmbeddedPostgres.start(home)) {
      DatabaseWork.countFromNextStart(Sql.of(database));
    }
    var database = stage.add(EmbeddedPostgres.start(home));
    var world = of(stage.add(Sandbox.start(options.withRememberSecrets(false))), database);
    DatabaseWork.begin(world.sql());
    return world;
  }

  Sql sql() {
    return Sql.of(database);
  }

  private static String random() {
    var bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Of a server that uses both. */
  public Map<String, String> settings() {
    return settings(sql());
  }

  /** Of a server with one of several databases. */
  Map<String, String> settings(Sql its) {
    var all = new HashMap<>(appSettings());
    all.putAll(databaseSettings(its));
    all.put("LARKSPUR_MASTER_KEY", masterKey);
    all.put("LARKSPUR_ADMIN_KEY", adminKey);
    return all;
  }

  /** As {@link #settings(Sql)}; callers' calls are counted as ever, and never too many. */
  Map<String, String> settingsForLoad(Sql its) {
    var all = new HashMap<>(settings(its));
    all.put("LARKSPUR_REST_PER_SECOND", "1000000");
    return all;
  }

  /** Where a person's token is looked up and revoked. */
  String tokenPath(String openId) {
    return "/v1/apps/" + sandbox.appId() + "/users/" + openId + "/token";
  }

  /** Of a bare server with the same database. */
  Map<String, String> databaseSettings() {
    return databaseSettings(sql());
  }

  private Map<String, String> databaseSettings(Sql its) {
    return Map.of(
        "LARKSPUR_DATABASE_URL",
        its.url(),
        "LARKSPUR_DATABASE_USER",
        database.user(),
        "LARKSPUR_DATABASE_PASSWORD",
        database.password());
  }

  /** Of a server that brings its own database. */
  Map<String, String> appSettings() {
    var url = sandbox.url().toString();
    var app = "LARKSPUR_FEISHU_APPS_BENCH_";
    return Map.of(
        app + "APP_ID",
        sandbox.appId(),
        app + "APP_SECRET",
        sandbox.appSecret(),
        app + "SCOPES",
        "auth:user.id:read docs:document:readonly",
        app + "OPEN_URL",
        url,
        app + "ACCOUNTS_URL",
        url,
        app + "APPLINK_URL",
        url);
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "World[" + sandbox.url() + ", " + database + "]";
  }
}
