package dev.larkspur.sandbox.openapi;

import dev.larkspur.sandbox.oauth.TenantTokens;
import dev.larkspur.sandbox.oauth.UserTokens;
import dev.larkspur.sandbox.oauth.UserTokens.Access;
import dev.larkspur.sandbox.oauth.UserTokens.Verdict;
import dev.larkspur.sandbox.web.ApiError;
import dev.larkspur.sandbox.world.Console;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;

/** Who calls the open API, by the token presented, and whether they may. */
final class Bearers {
  private final UserTokens users;
  private final TenantTokens tenants;
  private final Console console;

  Bearers(UserTokens users, TenantTokens tenants, Console console) {
    this.users = users;
    this.tenants = tenants;
    this.console = console;
  }

  Access user(Context ctx) {
    var access = user(token(ctx));
    standing();
    return access;
  }

  /** The app as itself, which must have enabled one of these scopes if there are any. */
  void tenant(Context ctx, String... anyOf) {
    var token = token(ctx);
    if (!tenants.isGood(token)) {
      throw users.judge(token) instanceof Verdict.Unknown
          ? ApiError.badRequest(99991663, "Invalid access token for authorization")
          : ApiError.badRequest(99991668, "user access token not support");
    }
    app(List.of(anyOf));
  }

  /** The app or a person; whoever it is must have this scope. */
  Caller either(Context ctx, String scope) {
    var token = token(ctx);
    if (tenants.isGood(token)) {
      app(List.of(scope));
      return new Caller.App();
    }
    var access = user(token);
    standing();
    if (!access.scopes().contains(scope)) {
      throw ApiError.missingScopes(
          99991679,
          "Unauthorized. You do not have permission to perform the requested operation on the"
              + " resource. Please request user re-authorization and try again. required one of"
              + " these privileges: ["
              + scope
              + "]",
          "action_privilege_required",
          List.of(scope));
    }
    return new Caller.Person(access);
  }

  private Access user(String token) {
    return switch (users.judge(token)) {
      case Verdict.Good(Access access) -> access;
      case Verdict.Expired(_) -> throw new ApiError(401, 99991677, "Authentication token expired");
      case Verdict.Unknown() ->
          throw new ApiError(401, 99991668, "Invalid access token for authorization");
    };
  }

  private void app(List<String> anyOf) {
    standing();
    if (!anyOf.isEmpty() && Collections.disjoint(console.appScopes(), anyOf)) {
      throw ApiError.missingScopes(
          99991672,
          "Access denied. One of the following scopes is required: " + anyOf,
          "action_scope_required",
          anyOf);
    }
  }

  /** A token that was given out while all was well does not help either. */
  private void standing() {
    switch (console.status()) {
      case ENABLED -> {}
      case DISABLED -> throw ApiError.badRequest(99991662, "The app is not in use");
      case NOT_INSTALLED ->
          throw ApiError.badRequest(99991673, "The app is not installed in the tenant");
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
