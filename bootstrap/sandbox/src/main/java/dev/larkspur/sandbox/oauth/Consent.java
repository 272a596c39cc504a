package dev.larkspur.sandbox.oauth;

import java.util.Set;

/** What one person allows the app now. */
record Consent(String openId, Set<String> scopes) {
  Consent {
    scopes = Set.copyOf(scopes);
  }
}
