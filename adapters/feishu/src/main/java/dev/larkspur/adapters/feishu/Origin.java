package dev.larkspur.adapters.feishu;

import dev.larkspur.domain.token.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an event says that it comes from. The platform does not sign what it sends over a long
 * connection, so this only shows what was sent to the wrong place.
 *
 * @param token the verification token that it carries
 */
public record Origin(@Nullable String app, @Nullable String token, @Nullable String tenant) {
  /** Why it is none of this app's; empty: it fits. */
  public Optional<String> objection(FeishuApp to) {
    if (!to.id().value().equals(app)) {
      return Optional.of("of another app");
    }
    if (to.verificationToken() != null && !isToken(to.verificationToken())) {
      return Optional.of("with a wrong verification token");
    }
    if (to.tenant() != null && !to.tenant().value().equals(tenant)) {
      return Optional.of("of another tenant");
    }
    return Optional.empty();
  }

  private boolean isToken(Secret expected) {
    return token != null && !token.isEmpty() && expected.equals(new Secret(token));
  }

  /** The token is the app's. */
  @Override
  public String toString() {
    return "Origin[app=" + app + ", tenant=" + tenant + "]";
  }
}
