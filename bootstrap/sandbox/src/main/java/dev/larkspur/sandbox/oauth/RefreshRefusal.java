package dev.larkspur.sandbox.oauth;

import dev.larkspur.sandbox.web.OAuthError;

/** Why a refresh token brings no pair, in the platform's words. */
enum RefreshRefusal {
  INVALID(400, 20026, "invalid_grant", "The refresh token passed is invalid"),
  EXPIRED(400, 20037, "invalid_grant", "The refresh token has expired"),
  REVOKED(400, 20064, "invalid_grant", "The refresh token has been revoked"),
  USED(400, 20073, "invalid_grant", "The refresh token has been used"),
  SWITCHED_OFF(
      400, 20074, "invalid_request", "Refreshing user_access_token is not enabled for this app"),
  DENIED(400, 21001, "access_denied", "The security policy of the company denies access"),
  INTERNAL_ERROR(500, 20050, "server_error", "An internal error occurred"),
  UNAVAILABLE(503, 20072, "temporarily_unavailable", "The service is temporarily unavailable");

  private final int status;
  private final int code;
  private final String error;
  private final String description;

  RefreshRefusal(int status, int code, String error, String description) {
    this.status = status;
    this.code = code;
    this.error = error;
    this.description = description;
  }

  OAuthError asError() {
    return new OAuthError(status, code, error, description);
  }
}
