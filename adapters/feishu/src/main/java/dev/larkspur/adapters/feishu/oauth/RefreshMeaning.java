package dev.larkspur.adapters.feishu.oauth;

import java.util.Map;
import java.util.TreeMap;

/**
 * What the platform's codes mean when they answer a refresh; docs/refresh-answers.md has the same
 * table in words, and a test compares the two.
 *
 * <p>A code that is not here says nothing that can be relied on: the answer then counts as lost.
 */
enum RefreshMeaning {
  /** Over the limit; not looked at. */
  LIMITED,
  /** Out of order; not looked at. */
  UNAVAILABLE,
  /**
   * Something bars this person: a policy, or the app's availability. Not spent; an operator or the
   * person mends it.
   */
  POLICY,
  /** The app or its settings; not spent, and of no use before somebody mends them. */
  MISCONFIGURED,
  EXPIRED,
  REVOKED,
  USED,
  INVALID,
  PERSON_INACTIVE,
  /** It may have been carried out. */
  UNKNOWN;

  /** By the platform's number. */
  static final Map<Integer, RefreshMeaning> BY_CODE = byCode();

  /** By the name in {@code error} (RFC 6749 section 5.2), where there is no number we know. */
  static final Map<String, RefreshMeaning> BY_NAME =
      Map.of(
          "invalid_grant", INVALID,
          "invalid_client", MISCONFIGURED,
          "unauthorized_client", MISCONFIGURED,
          "unsupported_grant_type", MISCONFIGURED,
          "invalid_request", MISCONFIGURED,
          "invalid_scope", MISCONFIGURED,
          "temporarily_unavailable", UNAVAILABLE,
          "slow_down", LIMITED,
          "server_error", UNKNOWN);

  private static Map<Integer, RefreshMeaning> byCode() {
    var all = new TreeMap<Integer, RefreshMeaning>();
    put(all, LIMITED, 99991400);
    put(all, UNAVAILABLE, 20072);
    put(all, POLICY, 20010, 21000, 21001);
    put(all, MISCONFIGURED, 20001, 20002, 20009, 20024, 20027, 20029, 20036, 20048);
    put(all, MISCONFIGURED, 20063, 20067, 20068, 20069, 20070, 20071, 20074);
    put(all, MISCONFIGURED, 10014, 10015, 99991543, 99991662, 99991673);
    put(all, EXPIRED, 20004, 20037);
    put(all, REVOKED, 20064);
    put(all, USED, 20065, 20073);
    put(all, INVALID, 20003, 20026, 20049, 99991669);
    put(all, PERSON_INACTIVE, 20008, 20066);
    put(all, UNKNOWN, 20050);
    return all;
  }

  private static void put(Map<Integer, RefreshMeaning> all, RefreshMeaning what, int... codes) {
    for (int code : codes) {
      all.put(code, what);
    }
  }
}
