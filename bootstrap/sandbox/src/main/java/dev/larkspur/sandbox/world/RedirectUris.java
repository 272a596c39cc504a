package dev.larkspur.sandbox.world;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * Where the authorize page may send a browser back to.
 *
 * @param registered to the letter, as in the console's security settings
 */
public record RedirectUris(Set<String> registered) {
  /** Stands for every address on this machine; the real console knows no such thing. */
  public static final String ANY_ON_THIS_MACHINE = "http://127.0.0.1:*";

  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost");

  public RedirectUris {
    registered = Set.copyOf(registered);
  }

  public boolean allows(String uri) {
    return registered.contains(uri)
        || (registered.contains(ANY_ON_THIS_MACHINE) && isOnThisMachine(uri));
  }

  private static boolean isOnThisMachine(String text) {
    try {
      var uri = new URI(text);
      return "http".equals(uri.getScheme())
          && uri.getHost() != null
          && THIS_MACHINE.contains(uri.getHost())
          && uri.getRawUserInfo() == null
          && uri.getRawFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
