package dev.larkspur.sandbox.oauth;

import java.time.Instant;
import java.util.Set;

/** What one person allowed the app at one moment; the tokens of one consent are a family. */
record Consent(String openId, Set<String> scopes, Instant at) {
  Consent {
    scopes = Set.copyOf(scopes);
  }

  boolean allowsRefresh() {
    return scopes.contains("offline_access");
  }

  Instant endsAt() {
    return at.plus(Lives.CONSENT);
  }
}
