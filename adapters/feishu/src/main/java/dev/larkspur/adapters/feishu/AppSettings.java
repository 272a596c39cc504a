package dev.larkspur.adapters.feishu;

import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.Tenant;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One app as it was configured, checked.
 *
 * @param name the key in the settings
 * @param title the app's name for people, on cards
 */
record AppSettings(
    String name,
    String title,
    AppId id,
    Secret secret,
    Scopes scopes,
    Addresses addresses,
    Expected expected) {

  /** Where the platform is. None ends with a slash. */
  record Addresses(URI open, URI accounts, URI applink) {}

  /**
   * What events have to carry.
   *
   * @param verificationToken null: not checked
   * @param encryptKey with which callbacks are sealed and signed; null: none are taken
   * @param tenant null: not checked
   */
  record Expected(
      @Nullable Secret verificationToken, @Nullable Secret encryptKey, @Nullable Tenant tenant) {}
}
