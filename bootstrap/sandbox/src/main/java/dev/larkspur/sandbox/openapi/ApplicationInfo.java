package dev.larkspur.sandbox.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.larkspur.sandbox.callback.Callbacks;
import dev.larkspur.sandbox.web.Answers;
import dev.larkspur.sandbox.web.ApiError;
import dev.larkspur.sandbox.world.Console;
import dev.larkspur.sandbox.world.Console.Delivery;
import dev.larkspur.sandbox.world.Json;
import dev.larkspur.sandbox.world.People;
import dev.larkspur.sandbox.world.RedirectUris;
import dev.larkspur.sandbox.world.SampleApp;
import dev.larkspur.sandbox.world.ScopeWords;
import io.javalin.http.Context;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an app may know of its own settings: GET /open-apis/application/v6/applications/{app_id} and
 * GET /open-apis/bot/v3/info.
 */
final class ApplicationInfo {
  private static final Set<String> LANGUAGES = Set.of("zh_cn", "en_us", "ja_jp");
  private static final int ENABLED = 1;
  private static final int COMMON = 1;

  private final SampleApp app;
  private final Console console;
  private final People people;
  private final Bearers bearers;
  private final Callbacks callbacks;

  ApplicationInfo(SampleApp app, People people, Bearers bearers, Callbacks callbacks) {
    this.callbacks = callbacks;
    this.app = app;
    this.console = app.console();
    this.people = people;
    this.bearers = bearers;
  }

  void application(Context ctx) {
    bearers.tenant(ctx, "application:application:self_manage", "admin:app.info:readonly");
    var language = ctx.queryParam("lang");
    if (language == null || !LANGUAGES.contains(language)) {
      throw ApiError.badRequest(210001, "param is invalid: lang");
    }
    var id = ctx.pathParam("app_id");
    if (!id.equals("me") && !id.equals(app.appId())) {
      throw ApiError.badRequest(210506, "no such app");
    }
    var data = Json.object();
    data.set("app", described(language));
    Answers.ok(ctx, data);
  }

  /** Needs no scope: an app may always look at its own bot. */
  void bot(Context ctx) {
    bearers.tenant(ctx);
    if (!console.hasBot()) {
      throw ApiError.badRequest(11205, "app do not have bot");
    }
    var body = Json.object().put("code", 0).put("msg", "ok");
    body.putObject("bot")
        .put("activate_status", 2)
        .put("app_name", app.name())
        .put("avatar_url", "")
        .put("open_id", "ou_" + app.appId().substring("cli_".length()).repeat(2))
        .putArray("ip_white_list");
    Answers.json(ctx, 200, body);
  }

  private ObjectNode described(String language) {
    var owner = people.all().getFirst().openId();
    var json =
        Json.object()
            .put("app_id", app.appId())
            .put("creator_id", owner)
            .put("status", ENABLED)
            .put("scene_type", 0)
            .put("payment_type", 0)
            .put("online_version_id", "oav_" + app.appId().substring("cli_".length()).repeat(2))
            .put("unaudit_version_id", "")
            .put("app_name", app.name())
            .put("primary_language", "zh_cn");
    var redirects = json.putArray("redirect_urls");
    new TreeSet<>(console.redirectUris().registered())
        .stream()
            .filter(uri -> !uri.equals(RedirectUris.ANY_ON_THIS_MACHINE))
            .forEach(redirects::add);
    scopes(json.putArray("scopes"), language);
    json.putObject("owner").put("type", 2).put("owner_id", owner);
    if (console.hasBot()) {
      json.put("mobile_default_ability", "bot").put("pc_default_ability", "bot");
    }
    deliveries(json);
    return json;
  }

  private void scopes(ArrayNode list, String language) {
    var all = new TreeSet<>(console.scopes());
    all.addAll(console.appScopes());
    for (var scope : all) {
      var types =
          list.addObject()
              .put("scope", scope)
              .put("description", ScopeWords.of(scope, language))
              .put("level", COMMON)
              .putArray("token_types");
      if (console.appScopes().contains(scope)) {
        types.add("tenant");
      }
      if (console.scopes().contains(scope)) {
        types.add("user");
      }
    }
  }

  /** Not in the reference; named as the platform's own SDK and the tools that read it name it. */
  private void deliveries(ObjectNode json) {
    if (callbacks.isSet()) {
      var info = json.putObject("callback_info");
      var url = callbacks.url();
      info.put("callback_type", url.isPresent() ? "webhook" : "websocket");
      url.ifPresent(it -> info.put("request_url", it.toString()));
      info.putArray("subscribed_callbacks").add("card.action.trigger");
    }
    if (console.events() != Delivery.UNSET) {
      json.putObject("event")
          .put("subscription_type", type(console.events()))
          .putArray("subscribed_events");
    }
  }

  private static String type(Delivery delivery) {
    return delivery == Delivery.DEVELOPER_SERVER ? "webhook" : "websocket";
  }
}
