package dev.larkspur.adapters.feishu.oauth;

/** What an OAuth endpoint's answer means. */
enum Verdict {
  /** It is what was asked for. */
  GOOD,
  PENDING,
  SLOW_DOWN,
  PERSON_REFUSED,
  CODE_EXPIRED,
  CODE_SPENT,
  TOKEN_WORTHLESS,
  RATE_LIMITED,
  UNAVAILABLE,
  MISCONFIGURED,
  SCOPES_REFUSED,
  REFUSED
}
