package dev.larkspur.domain.authorization;

import dev.larkspur.domain.token.Secret;
import java.util.regex.Pattern;

/**
 * The state parameter (RFC 6749 section 4.1.1): names its session, so that a browser that comes
 * back finds it, and proves that it was sent off by it.
 */
public record RedirectState(AuthSessionId session, Secret secret) {
  private static final Pattern FORM =
      Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.([A-Za-z0-9_-]{43})");

  /**
   * @throws IllegalArgumentException if {@code text} is none; the text is not repeated
   */
  public static RedirectState parse(String text) {
    var form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("not a state of ours");
    }
    return new RedirectState(AuthSessionId.parse(form.group(1)), new Secret(form.group(2)));
  }

  /** As it is sent. */
  public String reveal() {
    return session + "." + secret.reveal();
  }
}
