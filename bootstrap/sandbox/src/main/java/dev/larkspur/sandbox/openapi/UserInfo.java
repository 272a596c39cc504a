package dev.larkspur.sandbox.openapi;

import dev.larkspur.sandbox.web.Answers;
import dev.larkspur.sandbox.web.ApiError;
import dev.larkspur.sandbox.world.Json;
import dev.larkspur.sandbox.world.People;
import io.javalin.http.Context;

/** Whose token this is: GET /open-apis/authen/v1/user_info. */
final class UserInfo {
  private final Bearers bearers;
  private final People people;

  UserInfo(Bearers bearers, People people) {
    this.bearers = bearers;
    this.people = people;
  }

  void handle(Context ctx) {
    var access = bearers.user(ctx);
    var person =
        people
            .byOpenId(access.openId())
            .orElseThrow(() -> ApiError.badRequest(20008, "The user does not exist"));
    var picture =
        ctx.scheme() + "://" + ctx.host() + "/sandbox/avatars/" + person.openId() + ".svg";
    var data =
        Json.object()
            .put("name", person.name())
            .put("en_name", person.enName())
            .put("avatar_url", picture)
            .put("avatar_thumb", picture)
            .put("avatar_middle", picture)
            .put("avatar_big", picture)
            .put("open_id", person.openId())
            .put("union_id", person.unionId())
            .put("tenant_key", person.tenantKey());
    // These three are told only to an app that was allowed to know them.
    if (access.scopes().contains("contact:user.email:readonly")) {
      data.put("email", person.email()).put("enterprise_email", person.email());
    }
    if (access.scopes().contains("contact:user.phone:readonly")) {
      data.put("mobile", person.mobile());
    }
    if (access.scopes().contains("contact:user.employee_id:readonly")) {
      data.put("user_id", person.userId());
    }
    Answers.ok(ctx, data);
  }
}
