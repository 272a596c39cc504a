package dev.larkspur.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The environment variables that Larkspur knows, and the property that each sets.
 *
 * <p>Micronaut's own reading of the environment tries every way in which a name could be meant, and
 * passes over one that is misspelt. Here a name has one meaning, and an unknown one stops the
 * start.
 */
final class Variables {
  static final String PREFIX = "LARKSPUR_";
  static final String HOME = "LARKSPUR_HOME";

  /** Each variable but the home, with its property. */
  static final Map<String, String> PROPERTIES = properties();

  /** The end of a variable {@code LARKSPUR_FEISHU_APPS_<NAME>_…}, with that of its property. */
  static final Map<String, String> OF_AN_APP = ofAnApp();

  private static final Pattern APP =
      Pattern.compile("LARKSPUR_FEISHU_APPS_([A-Za-z0-9]+)_([A-Z_]+)");

  /**
   * The properties that these variables set.
   *
   * @throws StartFailure naming every variable that is unknown or empty
   */
  static Map<String, Object> read(Map<String, String> environment) {
    var found = new LinkedHashMap<String, Object>();
    var wrong = new ArrayList<String>();
    environment.forEach((name, value) -> read(name, value, found, wrong));
    if (!wrong.isEmpty()) {
      throw new StartFailure(
          "The environment is not right:\n  "
              + String.join("\n  ", wrong)
              + "\nThe variables that there are: docs/configuration.md");
    }
    return found;
  }

  private static void read(
      String name, String value, Map<String, Object> found, List<String> wrong) {
    if (!name.startsWith(PREFIX) || name.equals(HOME)) {
      return;
    }
    var property = property(name);
    if (property.isEmpty()) {
      wrong.add(name + " is not a setting of Larkspur");
    } else if (value.isBlank()) {
      wrong.add(name + " is empty");
    } else {
      found.put(property, value.strip());
    }
  }

  private static String property(String name) {
    var app = APP.matcher(name);
    if (app.matches()) {
      var end = OF_AN_APP.get(app.group(2));
      return end == null
          ? ""
          : "larkspur.feishu.apps." + app.group(1).toLowerCase(Locale.ROOT) + "." + end;
    }
    return PROPERTIES.getOrDefault(name, "");
  }

  private static Map<String, String> properties() {
    var all = new LinkedHashMap<String, String>();
    all.put("LARKSPUR_DATABASE_URL", "datasources.larkspur.url");
    all.put("LARKSPUR_DATABASE_USER", "datasources.larkspur.username");
    all.put("LARKSPUR_DATABASE_PASSWORD", "datasources.larkspur.password");
    all.put("LARKSPUR_REDIS_URI", "larkspur.redis.uri");
    all.put("LARKSPUR_REDIS_TIMEOUT", "larkspur.redis.timeout");
    all.put("LARKSPUR_MASTER_KEY", "larkspur.master-key");
    all.put("LARKSPUR_MASTER_KEY_PREVIOUS", "larkspur.master-key-previous");
    all.put("LARKSPUR_REENCRYPTION_PAUSE", "larkspur.reencryption.pause");
    all.put("LARKSPUR_ADMIN_KEY", "larkspur.admin-key");
    all.put("LARKSPUR_AUTHORIZATION_PATIENCE", "larkspur.authorization.patience");
    all.put("LARKSPUR_AUTHORIZATION_METHOD", "larkspur.authorization.method");
    all.put("LARKSPUR_AUTHORIZATION_DEGRADED", "larkspur.authorization.degraded");
    all.put("LARKSPUR_AUTHORIZATION_PER_MINUTE", "larkspur.authorization.per-minute");
    all.put("LARKSPUR_REAUTHORIZATION_COOL_DOWN", "larkspur.reauthorization.cool-down");
    all.put("LARKSPUR_RETENTION_HISTORY", "larkspur.retention.history");
    all.put("LARKSPUR_USER_INFO_FRESH_FOR", "larkspur.user-info.fresh-for");
    all.put("LARKSPUR_USER_INFO_SYNC_ENABLED", "larkspur.user-info-sync.enabled");
    all.put("LARKSPUR_USER_INFO_SYNC_CRON", "larkspur.user-info-sync.cron");
    all.put("LARKSPUR_TOKEN_BUDGET_PER_SECOND", "larkspur.token-budget.per-second");
    all.put("LARKSPUR_CALLERS_JWT_ISSUER", "larkspur.callers.jwt.issuer");
    all.put("LARKSPUR_CALLERS_JWT_JWKS_URL", "larkspur.callers.jwt.jwks-url");
    all.put("LARKSPUR_CALLERS_JWT_AUDIENCE", "larkspur.callers.jwt.audience");
    all.put("LARKSPUR_CALLERS_JWT_OPERATIONS_CLAIM", "larkspur.callers.jwt.operations-claim");
    all.put("LARKSPUR_CALLERS_JWT_APPS_CLAIM", "larkspur.callers.jwt.apps-claim");
    all.put("LARKSPUR_CALLERS_JWT_USERS_CLAIM", "larkspur.callers.jwt.users-claim");
    all.put("LARKSPUR_CALLERS_JWT_ALGORITHMS", "larkspur.callers.jwt.algorithms");
    all.put("LARKSPUR_CALLERS_JWT_TYPES", "larkspur.callers.jwt.types");
    all.put("LARKSPUR_CALLERS_JWT_CLOCK_SKEW", "larkspur.callers.jwt.clock-skew");
    all.put("LARKSPUR_CALLERS_JWT_OUTAGE", "larkspur.callers.jwt.outage");
    all.put("LARKSPUR_REST_PER_SECOND", "larkspur.rest.per-second");
    all.put("LARKSPUR_TOKEN_BUDGET_PER_MINUTE", "larkspur.token-budget.per-minute");
    all.put("LARKSPUR_FEISHU_TOKEN_PATH", "larkspur.feishu.token-path");
    all.put("LARKSPUR_FEISHU_CONNECT_TIMEOUT", "larkspur.feishu.connect-timeout");
    all.put("LARKSPUR_FEISHU_REQUEST_TIMEOUT", "larkspur.feishu.request-timeout");
    all.put("LARKSPUR_FEISHU_REFRESH_TIMEOUT", "larkspur.feishu.refresh-timeout");
    all.put("LARKSPUR_FEISHU_REDIRECT_URL", "larkspur.feishu.redirect-url");
    all.put("LARKSPUR_FEISHU_CODES_IN_CARDS", "larkspur.feishu.codes-in-cards");
    all.put("LARKSPUR_FEISHU_ANSWER_WITHIN", "larkspur.feishu.answer-within");
    all.put("LARKSPUR_FEISHU_PING_AT_MOST", "larkspur.feishu.ping-at-most");
    all.put("LARKSPUR_FEISHU_PONG_GRACE", "larkspur.feishu.pong-grace");
    all.put("LARKSPUR_FEISHU_RECONNECT_AFTER", "larkspur.feishu.reconnect-after");
    all.put("LARKSPUR_FEISHU_RECONNECT_AT_MOST", "larkspur.feishu.reconnect-at-most");
    all.put("LARKSPUR_FEISHU_DEGRADED_AFTER", "larkspur.feishu.degraded-after");
    all.put("LARKSPUR_FEISHU_STOP_WITHIN", "larkspur.feishu.stop-within");
    all.put("LARKSPUR_FEISHU_CONNECTIONS_PER_APP", "larkspur.feishu.connections-per-app");
    return Map.copyOf(all);
  }

  private static Map<String, String> ofAnApp() {
    var all = new LinkedHashMap<String, String>();
    all.put("APP_ID", "app-id");
    all.put("APP_SECRET", "app-secret");
    all.put("SCOPES", "scopes");
    all.put("BRAND", "brand");
    all.put("OPEN_URL", "open-url");
    all.put("ACCOUNTS_URL", "accounts-url");
    all.put("APPLINK_URL", "applink-url");
    all.put("VERIFICATION_TOKEN", "verification-token");
    all.put("ENCRYPT_KEY", "encrypt-key");
    all.put("TENANT_KEY", "tenant-key");
    all.put("DISPLAY_NAME", "display-name");
    return Map.copyOf(all);
  }

  private Variables() {}
}
