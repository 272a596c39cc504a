package dev.larkspur.adapters.feishu;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.Locale;

/**
 * How the platform is called.
 *
 * @param tokenPath below {@code /open-apis/} it is asked at the open address, else at accounts
 * @param connectTimeout until a connection stands
 * @param requestTimeout until an answer is complete
 * @param refreshTimeout the same for a refresh, which is given more time: its answer exists nowhere
 *     else
 */
@ConfigurationProperties("larkspur.feishu")
public record FeishuProperties(
    @Bindable(defaultValue = "/oauth/v3/token") String tokenPath,
    @Bindable(defaultValue = "5s") Duration connectTimeout,
    @Bindable(defaultValue = "10s") Duration requestTimeout,
    @Bindable(defaultValue = "30s") Duration refreshTimeout) {

  private static final Duration LONGEST_REQUEST = Duration.ofSeconds(10);
  private static final Duration LONGEST_REFRESH = Duration.ofSeconds(60);

  /**
   * @throws ConfigurationException if a value is out of range
   */
  public FeishuProperties {
    if (!tokenPath.startsWith("/") || tokenPath.chars().anyMatch(c -> c <= ' ' || c == '?')) {
      throw new ConfigurationException(
          "larkspur.feishu.token-path (LARKSPUR_FEISHU_TOKEN_PATH) must be a path such as"
              + " /oauth/v3/token");
    }
    positive("connect-timeout", connectTimeout);
    positive("request-timeout", requestTimeout);
    if (requestTimeout.compareTo(LONGEST_REQUEST) > 0) {
      throw new ConfigurationException(
          setting("request-timeout")
              + " must be at most 10s: other instances take over what takes longer");
    }
    positive("refresh-timeout", refreshTimeout);
    if (refreshTimeout.compareTo(LONGEST_REFRESH) > 0) {
      throw new ConfigurationException(
          setting("refresh-timeout")
              + " must be at most 60s: an answer that takes longer counts as lost");
    }
  }

  /**
   * For the settings of this module: refuses what is not above zero.
   *
   * @throws ConfigurationException naming the setting
   */
  public static void positive(String key, Duration value) {
    if (!value.isPositive()) {
      throw new ConfigurationException(setting(key) + " must be longer than zero");
    }
  }

  /** The name of a setting in both ways it can be given. */
  public static String setting(String key) {
    var property = "larkspur.feishu." + key;
    var variable = property.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    return property + " (" + variable + ")";
  }
}
