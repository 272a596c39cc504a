package dev.larkspur.sandbox.openapi;

import dev.larkspur.sandbox.web.Answers;
import dev.larkspur.sandbox.web.ApiError;
import dev.larkspur.sandbox.world.Json;
import dev.larkspur.sandbox.world.People;
import dev.larkspur.sandbox.world.SamplePerson;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Function;

/** Whose token this is: GET /open-apis/authen/v1/user_info. */
final class UserInfo {
  /** A field that is told only to an app that was allowed to know it. */
  private record Sensitive(String name, String scope, Function<SamplePerson, String> of) {}

  private static final List<Sensitive> SENSITIVE =
      List.of(
          new Sensitive("user_id", "contact:user.employee_id:readonly", SamplePerson::userId),
          new Sensitive("email", "contact:user.email:readonly", SamplePerson::email),
          new Sensitive(
              "enterprise_email", "contact:user.email:readonly", SamplePerson::enterpriseEmail),
          new Sensitive("mobile", "contact:user.phone:readonly", SamplePerson::mobile),
          new Sensitive("employee_no", "contact:user.employee:readonly", SamplePerson::employeeNo));

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
    var data =
        Json.object()
            .put("name", person.name())
            .put("en_name", person.enName())
            .put("open_id", person.openId())
            .put("union_id", person.unionId())
            .put("tenant_key", person.tenantKey());
    var picture = picture(ctx, person);
    List.of("avatar_url", "avatar_thumb", "avatar_middle", "avatar_big")
        .forEach(size -> data.put(size, picture));
    SENSITIVE.forEach(
        field -> {
          var value = field.of().apply(person);
          if (access.scopes().contains(field.scope()) && !value.isEmpty()) {
            data.put(field.name(), value);
          }
        });
    Answers.ok(ctx, data);
  }

  /** Another picture has another address, as with the platform. */
  private static String picture(Context ctx, SamplePerson person) {
    var file = ctx.scheme() + "://" + ctx.host() + "/sandbox/avatars/" + person.openId() + ".svg";
    return person.picture() == 0 ? file : file + "?v=" + person.picture();
  }
}
