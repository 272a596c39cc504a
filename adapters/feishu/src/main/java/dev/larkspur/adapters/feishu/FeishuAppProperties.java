package dev.larkspur.adapters.feishu;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One app as it was configured, unchecked.
 *
 * @param name the key below {@code larkspur.feishu.apps}
 */
@EachProperty(FeishuAppProperties.PREFIX)
record FeishuAppProperties(
    @Parameter String name,
    @Nullable String appId,
    @Nullable String appSecret,
    @Nullable String displayName,
    @Nullable String scopes,
    @Nullable String brand,
    @Nullable String openUrl,
    @Nullable String accountsUrl,
    @Nullable String applinkUrl,
    @Nullable String verificationToken,
    @Nullable String encryptKey,
    @Nullable String tenantKey) {
  static final String PREFIX = "larkspur.feishu.apps";

  /**
   * An environment variable such as {@code …_MAIN_APP_ID} also reads as the key {@code id} of an
   * app named {@code main-app}; such a shadow has none of the keys that an app has.
   */
  boolean isShadow() {
    return Stream.of(
            appId,
            appSecret,
            displayName,
            scopes,
            brand,
            openUrl,
            accountsUrl,
            applinkUrl,
            verificationToken,
            encryptKey,
            tenantKey)
        .allMatch(Objects::isNull);
  }

  @Override
  public String toString() {
    return PREFIX + "." + name;
  }
}
