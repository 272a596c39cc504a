package dev.larkspur.adapters.feishu;

import dev.larkspur.adapters.feishu.AppSettings.Addresses;
import dev.larkspur.adapters.feishu.AppSettings.Expected;
import dev.larkspur.domain.authorization.AuthRequest;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.Tenant;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.Secret;
import io.micronaut.context.exceptions.ConfigurationException;
import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks one app's settings; what is wrong stops the start and is named. */
final class AppSettingsReader {
  private final FeishuAppProperties given;

  AppSettingsReader(FeishuAppProperties given) {
    this.given = given;
  }

  AppSettings read() {
    var brand = orElse("brand", given.brand(), Brand::parse, Brand.FEISHU);
    return new AppSettings(
        given.name(),
        orElse("display-name", given.displayName(), AppSettingsReader::title, given.name()),
        required("app-id", given.appId(), AppId::new),
        required("app-secret", given.appSecret(), Secret::new),
        orElse("scopes", given.scopes(), AppSettingsReader::scopes, Scopes.OFFLINE_ACCESS),
        new Addresses(
            address("open-url", given.openUrl(), brand.url("open")),
            address("accounts-url", given.accountsUrl(), brand.url("accounts")),
            address("applink-url", given.applinkUrl(), brand.url("applink"))),
        new Expected(
            optional("verification-token", given.verificationToken(), Secret::new),
            optional("encrypt-key", given.encryptKey(), Secret::new),
            optional("tenant-key", given.tenantKey(), Tenant::new)));
  }

  private static Scopes scopes(String text) {
    var all = Scopes.parse(text).union(Scopes.OFFLINE_ACCESS);
    if (all.names().size() > AuthRequest.MOST_SCOPES) {
      throw new IllegalArgumentException(
          "at most " + AuthRequest.MOST_SCOPES + " scopes, offline_access included");
    }
    return all;
  }

  private URI address(String key, @Nullable String value, String usual) {
    return orElse(key, value, AppSettingsReader::webAddress, URI.create(usual));
  }

  private <T> T required(String key, @Nullable String value, Function<String, T> read) {
    var found = optional(key, value, read);
    if (found == null) {
      throw wrong(key, "is missing");
    }
    return found;
  }

  private <T> T orElse(String key, @Nullable String value, Function<String, T> read, T otherwise) {
    var found = optional(key, value, read);
    return found == null ? otherwise : found;
  }

  private <T> @Nullable T optional(String key, @Nullable String value, Function<String, T> read) {
    if (value == null || value.isBlank()) {
      return null;
    }
    try {
      return read.apply(value.strip());
    } catch (IllegalArgumentException e) {
      throw wrong(key, e.getMessage() == null ? "cannot be read" : e.getMessage());
    }
  }

  /** Names the setting in both ways it can be given; never its value. */
  private ConfigurationException wrong(String key, String what) {
    var setting = FeishuProperties.setting("apps." + given.name() + "." + key);
    return new ConfigurationException(setting + " " + what);
  }

  private static String title(String text) {
    if (text.length() > 64 || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("must be 1 to 64 printable characters");
    }
    return text;
  }

  private static URI webAddress(String text) {
    var address = parsed(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    var scheme = address.getScheme();
    if (!("http".equals(scheme) || "https".equals(scheme))
        || address.getHost() == null
        || address.getUserInfo() != null
        || address.getQuery() != null
        || address.getFragment() != null) {
      throw new IllegalArgumentException("must be an address such as https://open.example.com");
    }
    return address;
  }

  private static URI parsed(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("must be an address such as https://open.example.com", e);
    }
  }
}
