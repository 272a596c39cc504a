package dev.larkspur.sandbox.oauth;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What one person allowed, and what came of it. Guarded by {@link UserTokens}. */
final class Account {
  final String openId;
  final List<Family> families = new ArrayList<>();
  long issued;
  long delivered;
  int presentedMost;
  long presentations;
  long presentedAgain;

  Account(String openId) {
    this.openId = openId;
  }

  TokensOfPerson describe(Instant now) {
    return new TokensOfPerson(
        delivered,
        issued,
        families.size(),
        families.stream().anyMatch(family -> family.isRefreshable(now)),
        presentedMost,
        presentations,
        presentedAgain);
  }
}
