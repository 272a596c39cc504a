package dev.larkspur.sandbox.oauth;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What people have granted so far, by whichever way. */
final class Consents {
  private final Map<String, Set<String>> grantedBefore = new HashMap<>();

  /** Consent adds up: what was once granted comes back with every later token. */
  synchronized Consent add(String openId, Set<String> asked) {
    var scopes = new HashSet<>(grantedBefore.getOrDefault(openId, Set.of()));
    scopes.remove("offline_access");
    scopes.addAll(asked);
    grantedBefore.put(openId, Set.copyOf(scopes));
    return new Consent(openId, scopes);
  }
}
