package dev.larkspur.sandbox.control;

import dev.larkspur.sandbox.web.Answers;
import dev.larkspur.sandbox.world.Console;
import dev.larkspur.sandbox.world.Json;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.TreeSet;

/** What is set for the app now, by HTTP. */
final class ConsoleCalls {
  private final Console console;

  ConsoleCalls(Console console) {
    this.console = console;
  }

  void routes(Javalin web) {
    web.get("/sandbox/console", this::read);
  }

  private void read(Context ctx) {
    var body =
        Json.object()
            .put("status", small(console.status()))
            .put("bot", console.hasBot())
            .put("refreshing", console.allowsRefreshing())
            .put("events", small(console.events()));
    body.set("scopes", Json.toTree(new TreeSet<>(console.scopes())));
    body.set("app_scopes", Json.toTree(new TreeSet<>(console.appScopes())));
    body.set("redirect_uris", Json.toTree(new TreeSet<>(console.redirectUris().registered())));
    Answers.json(ctx, 200, body);
  }

  private static String small(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
