package dev.larkspur.proof.simulation;

import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Scopes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The platform's side: refresh tokens are single use, roll, and belong to the family of one
 * consent, which is revoked as a whole.
 */
final class PlatformModel {
  /**
   * What it gives for a consent or a refresh token.
   *
   * @param refresh null: it gave none
   */
  record Issued(Person person, String access, @Nullable String refresh, Scopes scopes) {}

  /** A code of the platform's, and with 0 what it gave. */
  record Reply(int code, @Nullable Issued issued) {}

  private static final int EXPIRED = 20037;
  private static final int REVOKED = 20064;
  private static final int USED = 20073;
  private static final int UNKNOWN = 20026;

  private static final class Token {
    final Issued issued;
    final int family;
    final @Nullable String parent;
    final long expiresAt;
    boolean used;

    Token(Issued issued, int family, @Nullable String parent, long expiresAt) {
      this.issued = issued;
      this.family = family;
      this.parent = parent;
      this.expiresAt = expiresAt;
    }
  }

  private final long refreshLife;
  private final Map<String, Token> byRefresh = new HashMap<>();
  private final Map<String, Token> byAccess = new LinkedHashMap<>();
  private final Map<Person, Integer> issued = new HashMap<>();
  private final Set<Integer> revoked = new HashSet<>();
  private final Set<String> told = new HashSet<>();
  private int families;

  PlatformModel(long refreshLife) {
    this.refreshLife = refreshLife;
  }

  /** A person consents. */
  Issued consent(Person person, Scopes scopes, boolean offline, long now) {
    return issue(person, scopes, offline, ++families, null, now).issued;
  }

  private Token issue(
      Person person,
      Scopes scopes,
      boolean offline,
      int family,
      @Nullable String parent,
      long now) {
    var name = issued.merge(person, 1, Integer::sum) + " of " + Setup.name(person);
    var pair = new Issued(person, "AT" + name, offline ? "RT" + name : null, scopes);
    var token = new Token(pair, family, parent, now + refreshLife);
    byAccess.put(pair.access, token);
    if (pair.refresh != null) {
      byRefresh.put(pair.refresh, token);
    }
    return token;
  }

  /** Trades a refresh token, or says why not. */
  Reply trade(AppId app, String refresh, long now) {
    var token = byRefresh.get(refresh);
    if (token == null || !token.issued.person.app().equals(app)) {
      return new Reply(UNKNOWN, null);
    }
    int code = judge(token, now);
    if (code != 0) {
      return new Reply(code, null);
    }
    token.used = true;
    var next =
        issue(token.issued.person, token.issued.scopes, true, token.family, refresh, now).issued;
    return new Reply(0, next);
  }

  private int judge(Token token, long now) {
    if (revoked.contains(token.family)) {
      return REVOKED;
    }
    if (token.used) {
      return USED;
    }
    return now < token.expiresAt ? 0 : EXPIRED;
  }

  /** Whether it is good for another pair. */
  boolean wouldTrade(String refresh, long now) {
    var token = byRefresh.get(refresh);
    return token != null && judge(token, now) == 0;
  }

  /** We say that a pair is to be made worthless. */
  void revoke(String access) {
    told.add(access);
    var token = byAccess.get(access);
    if (token != null) {
      revoked.add(token.family);
    }
  }

  /** The person, or an administrator, revokes all that was consented to. */
  void revokeAll(Person person) {
    byAccess.values().stream()
        .filter(t -> t.issued.person.equals(person))
        .forEach(t -> revoked.add(t.family));
  }

  boolean wasTold(String access) {
    return told.contains(access);
  }

  /** Whose it is; null: it never issued such a token. */
  @Nullable Person ownerOf(String access) {
    var token = byAccess.get(access);
    return token == null ? null : token.issued.person;
  }

  /** For which refresh token it was given; null: for a consent, or never. */
  @Nullable String parentOf(String access) {
    var token = byAccess.get(access);
    return token == null ? null : token.parent;
  }
}
