package dev.larkspur.sandbox.control;

import dev.larkspur.sandbox.chat.ConsentLinks;
import dev.larkspur.sandbox.oauth.Authorizations;
import dev.larkspur.sandbox.web.Answers;
import dev.larkspur.sandbox.world.Json;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.net.URI;

/** Being a person in front of the authorize page, by HTTP and without a browser. */
final class BrowserCalls {
  private final Authorizations authorizations;

  BrowserCalls(Authorizations authorizations) {
    this.authorizations = authorizations;
  }

  void routes(Javalin web) {
    web.post("/sandbox/browser/approve", ctx -> decide(ctx, true));
    web.post("/sandbox/browser/deny", ctx -> decide(ctx, false));
  }

  private void decide(Context ctx, boolean approve) {
    var body = Json.readObject(ctx.body());
    var link = ConsentLinks.query(URI.create(body.path("link").asText()));
    try {
      var to =
          approve
              ? authorizations.approve(link, body.path("open_id").asText())
              : authorizations.deny(link);
      Answers.json(ctx, 200, Json.object().put("location", to.toString()));
    } catch (IllegalStateException refused) {
      throw new IllegalArgumentException(refused.getMessage(), refused);
    }
  }
}
