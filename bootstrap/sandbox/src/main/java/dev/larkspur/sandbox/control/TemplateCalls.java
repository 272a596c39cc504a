package dev.larkspur.sandbox.control;

import dev.larkspur.sandbox.chat.Templates;
import dev.larkspur.sandbox.world.Json;
import io.javalin.Javalin;
import io.javalin.http.Context;

/** Card templates by HTTP. */
public final class TemplateCalls {
  private final Templates templates;

  public TemplateCalls(Templates templates) {
    this.templates = templates;
  }

  public void routes(Javalin web) {
    web.post("/sandbox/templates", this::register);
  }

  private void register(Context ctx) {
    var body = Json.readObject(ctx.body());
    if (!body.path("card").isObject()) {
      throw new IllegalArgumentException("card is missing");
    }
    templates.register(body.path("template_id").asText(""), body.path("card").toString());
    ctx.status(204);
  }
}
