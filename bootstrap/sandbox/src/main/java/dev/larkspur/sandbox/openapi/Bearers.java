package dev.larkspur.sandbox.openapi;

import dev.larkspur.sandbox.oauth.TenantTokens;
import dev.larkspur.sandbox.oauth.UserTokens;
import dev.larkspur.sandbox.oauth.UserTokens.Access;
import dev.larkspur.sandbox.oauth.UserTokens.Verdict;
import dev.larkspur.sandbox.web.ApiError;
import io.javalin.http.Context;

/** Who calls the open API, by the token presented. */
final class Bearers {
  private final UserTokens users;
  private final TenantTokens tenants;

  Bearers(UserTokens users, TenantTokens tenants) {
    this.users = users;
    this.tenants = tenants;
  }

  Access user(Context ctx) {
    return switch (users.judge(token(ctx))) {
      case Verdict.Good(Access access) -> access;
      case Verdict.Expired(_) -> throw new ApiError(401, 99991677, "Authentication token expired");
      case Verdict.Unknown() ->
          throw new ApiError(401, 99991668, "Invalid access token for authorization");
    };
  }

  void tenant(Context ctx) {
    if (!tenants.isGood(token(ctx))) {
      throw ApiError.badRequest(99991663, "Invalid access token for authorization");
    }
  }

  private static String token(Context ctx) {
    var header = ctx.header("Authorization");
    if (header == null || !header.startsWith("Bearer ") || header.length() == 7) {
      throw ApiError.badRequest(99991661, "Missing access token for authorization");
    }
    return header.substring(7);
  }
}
