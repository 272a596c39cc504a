package dev.larkspur.server;

import dev.larkspur.embedded.postgres.EmbeddedPostgres;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server is started with: settings from the environment, completed by what is embedded.
 *
 * @param properties for the application context
 * @param home where data and keys are
 * @param database null: an outside one is used
 */
record Boot(Map<String, Object> properties, Home home, @Nullable EmbeddedPostgres database)
    implements AutoCloseable {
  private static final String DATABASE_URL = "datasources.larkspur.url";
  private static final String MASTER_KEY = "larkspur.master-key";
  private static final String ADMIN_KEY = "larkspur.admin-key";

  /**
   * Starts the embedded database if no other is named, and makes the keys that are missing.
   *
   * @throws StartFailure if a setting is wrong or missing
   */
  static Boot from(Map<String, String> environment) {
    var properties = Variables.read(environment);
    var home = Home.of(environment.getOrDefault(Variables.HOME, ".larkspur"));
    return properties.containsKey(DATABASE_URL)
        ? outside(properties, home)
        : embedded(properties, home);
  }

  private static Boot outside(Map<String, Object> properties, Home home) {
    require(
        properties, MASTER_KEY, "LARKSPUR_MASTER_KEY", "make one with: openssl rand -base64 32");
    require(properties, ADMIN_KEY, "LARKSPUR_ADMIN_KEY", "make one with: openssl rand -base64 32");
    if (!String.valueOf(properties.get(DATABASE_URL)).startsWith("jdbc:postgresql:")) {
      throw new StartFailure("LARKSPUR_DATABASE_URL must begin with jdbc:postgresql:");
    }
    return new Boot(properties, home, null);
  }

  private static void require(
      Map<String, Object> properties, String property, String variable, String remedy) {
    if (!properties.containsKey(property)) {
      throw new StartFailure(
          variable + " is missing; with a database of your own it must be given (" + remedy + ")");
    }
  }

  private static Boot embedded(Map<String, Object> given, Home home) {
    var properties = new HashMap<>(given);
    var database = EmbeddedPostgres.start(home.folder());
    try {
      properties.put(DATABASE_URL, database.jdbcUrl());
      properties.put("datasources.larkspur.username", database.user());
      properties.put("datasources.larkspur.password", database.password());
      properties.computeIfAbsent(MASTER_KEY, _ -> home.masterKey());
      properties.computeIfAbsent(ADMIN_KEY, _ -> home.adminKey());
      return new Boot(properties, home, database);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  Boot with(Map<String, Object> more) {
    var all = new HashMap<>(properties);
    all.putAll(more);
    return new Boot(all, home, database);
  }

  @Override
  public void close() {
    if (database != null) {
      database.close();
    }
  }

  /** Without the properties: they hold secrets. */
  @Override
  public String toString() {
    return "Boot[home=" + home + "]";
  }
}
