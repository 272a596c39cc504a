package dev.larkspur.sandbox.oauth;

import dev.larkspur.sandbox.web.Answers;
import dev.larkspur.sandbox.web.OAuthError;
import io.javalin.http.Context;

/** Trades an authorization code for the first pair. */
final class CodeGrant implements Grant {
  private final AuthorizationCodes codes;
  private final Consents consents;
  private final UserTokens users;
  private final boolean strict;

  /**
   * One of the two endpoints.
   *
   * @param strict the newer one refuses a verifier that no challenge announced
   */
  CodeGrant(AuthorizationCodes codes, Consents consents, UserTokens users, boolean strict) {
    this.codes = codes;
    this.consents = consents;
    this.users = users;
    this.strict = strict;
  }

  @Override
  public void handle(Context ctx, TokenRequest request) {
    var code = request.required("code");
    var granted =
        codes.redeem(code, request.get("redirect_uri"), request.get("code_verifier"), strict);
    var consent = consents.add(granted.openId(), granted.scopes());
    Answers.json(ctx, 200, users.issue(narrowed(consent, request)).toJson());
  }

  private static Consent narrowed(Consent consent, TokenRequest request) {
    var wanted = request.scopes();
    if (!consent.scopes().containsAll(wanted)) {
      throw new OAuthError(20068, "invalid_scope", "The scope exceeds what was granted");
    }
    return wanted.isEmpty() ? consent : new Consent(consent.openId(), wanted);
  }
}
