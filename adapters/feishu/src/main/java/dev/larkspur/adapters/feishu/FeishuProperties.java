package dev.larkspur.adapters.feishu;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the platform is called.
 *
 * @param tokenPath below {@code /open-apis/} it is asked at the open address, else at accounts
 * @param connectTimeout until a connection stands
 * @param requestTimeout until an answer is complete
 * @param refreshTimeout the same for a refresh, which is given more time: its answer exists nowhere
 *     else
 * @param redirectUrl where browsers come back to, as it is registered in the apps' consoles; null:
 *     no links that come back are offered
 * @param codesInCards whether a press that brings an authorization code has it traded; no event of
 *     the platform's own does, and nothing proves for whom such a code was made but the token
 */
@ConfigurationProperties("larkspur.feishu")
public record FeishuProperties(
    @Bindable(defaultValue = "/oauth/v3/token") String tokenPath,
    @Bindable(defaultValue = "5s") Duration connectTimeout,
    @Bindable(defaultValue = "10s") Duration requestTimeout,
    @Bindable(defaultValue = "30s") Duration refreshTimeout,
    @Nullable String redirectUrl,
    @Bindable(defaultValue = "false") boolean codesInCards) {

  private static final String CALLBACK = "/oauth/feishu/callback";
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
    if (redirectUrl != null && !isCallback(redirectUrl)) {
      throw new ConfigurationException(
          setting("redirect-url")
              + " must be Larkspur's own address with the path "
              + CALLBACK
              + ", such as http://larkspur.intranet:8080"
              + CALLBACK);
    }
  }

  /** Browsers are sent to exactly this; a path before it is that of a proxy or a host. */
  private static boolean isCallback(String text) {
    try {
      var url = new URI(text);
      return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
          && url.getHost() != null
          && url.getUserInfo() == null
          && url.getRawPath().endsWith(CALLBACK)
          && url.getQuery() == null
          && url.getFragment() == null;
    } catch (URISyntaxException e) {
      return false;
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
