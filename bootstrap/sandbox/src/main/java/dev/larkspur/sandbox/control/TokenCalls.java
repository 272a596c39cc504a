package dev.larkspur.sandbox.control;

import dev.larkspur.sandbox.oauth.OAuth;
import dev.larkspur.sandbox.oauth.UserTokens.Access;
import dev.larkspur.sandbox.oauth.UserTokens.Verdict;
import dev.larkspur.sandbox.web.Answers;
import dev.larkspur.sandbox.world.Json;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.util.LinkedHashSet;

/** What the platform knows of tokens, by HTTP: counted, judged, and made without a consent page. */
final class TokenCalls {
  private final OAuth oauth;

  TokenCalls(OAuth oauth) {
    this.oauth = oauth;
  }

  void routes(Javalin web) {
    web.get("/sandbox/counters", ctx -> Answers.json(ctx, 200, oauth.counters().toJson()));
    web.get(
        "/sandbox/people/{open_id}/tokens",
        ctx -> Answers.json(ctx, 200, oauth.users().of(ctx.pathParam("open_id")).toJson()));
    web.post("/sandbox/judge", this::judge);
    web.post("/sandbox/mint", this::mint);
  }

  private void judge(Context ctx) {
    var token = Json.readObject(ctx.body()).path("access_token").asText();
    switch (oauth.users().judge(token)) {
      case Verdict.Good(Access access) -> judged(ctx, true, false, access.openId());
      case Verdict.Expired(Access access) -> judged(ctx, false, true, access.openId());
      case Verdict.Unknown() -> judged(ctx, false, false, "");
    }
  }

  /** Nobody's open id is empty. */
  private static void judged(Context ctx, boolean good, boolean expired, String openId) {
    var body = Json.object().put("good", good).put("expired", expired);
    Answers.json(ctx, 200, body.put("open_id", openId));
  }

  private void mint(Context ctx) {
    var body = Json.readObject(ctx.body());
    var scopes = new LinkedHashSet<String>();
    body.path("scopes").forEach(scope -> scopes.add(scope.asText()));
    Answers.json(ctx, 200, oauth.mint(body.path("open_id").asText(), scopes).toJson());
  }
}
