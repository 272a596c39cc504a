package dev.larkspur.sandbox;

import dev.larkspur.sandbox.chat.ConsentLinks;
import dev.larkspur.sandbox.oauth.Authorizations;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * A person's browser in front of the authorize page, without a browser. It does not follow the
 * address that it is sent to. And the browser inside the client, where pages ask for codes.
 */
public final class Browser {
  private final Authorizations authorizations;

  Browser(Authorizations authorizations) {
    this.authorizations = authorizations;
  }

  /** This person approves; the answer is the app's redirect URI with {@code code} and state. */
  public URI approve(URI authorizeLink, String asOpenId) {
    return authorizations.approve(query(authorizeLink), asOpenId);
  }

  /** Whoever it is refuses; the answer is the app's redirect URI with {@code error} and state. */
  public URI deny(URI authorizeLink) {
    return authorizations.deny(query(authorizeLink));
  }

  /**
   * This person approves what a page inside the client asks for ({@code requestAccess}): a code
   * that no address was named for and no challenge.
   */
  public String codeInTheClient(String openId, Set<String> scopes) {
    return authorizations.codeInTheClient(openId, scopes);
  }

  private static Map<String, String> query(URI link) {
    return ConsentLinks.query(ConsentLinks.unwrap(link.toString()).orElse(link));
  }
}
