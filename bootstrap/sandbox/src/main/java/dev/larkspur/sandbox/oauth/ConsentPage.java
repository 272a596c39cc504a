package dev.larkspur.sandbox.oauth;

import dev.larkspur.sandbox.oauth.DeviceFlows.Shown;
import dev.larkspur.sandbox.oauth.DeviceFlows.Status;
import dev.larkspur.sandbox.web.HtmlPage;
import dev.larkspur.sandbox.world.People;
import dev.larkspur.sandbox.world.SampleApp;
import dev.larkspur.sandbox.world.SamplePerson;
import dev.larkspur.sandbox.world.ScopeWords;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where a person says yes or no: /oauth/v1/device/verify. */
final class ConsentPage {
  static final String PATH = "/oauth/v1/device/verify";

  private final SampleApp app;
  private final People people;
  private final DeviceFlows flows;

  ConsentPage(SampleApp app, People people, DeviceFlows flows) {
    this.app = app;
    this.people = people;
    this.flows = flows;
  }

  void show(Context ctx) {
    var flowId = value(ctx.queryParam("flow_id"));
    var userCode = value(ctx.queryParam("user_code"));
    var words = ConsentWords.of(locale(ctx));
    var flow = flows.find(flowId, userCode);
    if (flow.isEmpty()) {
      outcome(ctx, 400, "unknown", words.unknown(), words.unknownHint());
    } else if (flow.get().status() != Status.OPEN) {
      outcome(ctx, flow.get().status(), words);
    } else {
      var viewer = viewer(ctx);
      viewer.ifPresent(person -> flows.opened(flowId, userCode, person.openId()));
      ask(ctx, flow.get(), viewer, words);
    }
  }

  void decide(Context ctx) {
    var flowId = value(ctx.formParam("flow_id"));
    var userCode = value(ctx.formParam("user_code"));
    var openId = value(ctx.formParam("open_id"));
    var words = ConsentWords.of(locale(ctx));
    var person = people.byOpenId(openId);
    if (person.isEmpty()) {
      outcome(ctx, 400, "unknown", words.unknown(), words.unknownHint());
      return;
    }
    if (!person.get().available()) {
      outcome(ctx, 403, "outside", words.outside(), words.outsideHint());
      return;
    }
    var decision = value(ctx.formParam("decision"));
    var done =
        switch (decision) {
          case "approve" -> flows.approve(flowId, userCode, openId);
          case "deny" -> flows.deny(flowId, userCode, openId);
          default -> false;
        };
    if (done) {
      outcome(ctx, decision.equals("approve") ? Status.APPROVED : Status.DENIED, words);
    } else {
      outcome(ctx, Status.EXPIRED, words);
    }
  }

  private void ask(Context ctx, Shown flow, Optional<SamplePerson> viewer, ConsentWords words) {
    var scopes =
        new TreeSet<>(flow.scopes())
            .stream()
                .map(
                    scope ->
                        "<li><span>%s</span><code>%s</code></li>"
                            .formatted(
                                HtmlPage.escape(ScopeWords.of(scope, words.locale())),
                                HtmlPage.escape(scope)))
                .collect(Collectors.joining("\n"));
    HtmlPage.send(
        ctx,
        200,
        "consent.html",
        Map.ofEntries(
            Map.entry("lang", words.tag()),
            Map.entry("app", app.name()),
            Map.entry("title", words.title()),
            Map.entry("asks", words.asks()),
            Map.entry("as", words.as()),
            Map.entry("approve", words.approve()),
            Map.entry("deny", words.deny()),
            Map.entry("note", words.note()),
            Map.entry("code", words.code()),
            Map.entry("flow_id", flow.flowId()),
            Map.entry("user_code", flow.userCode())),
        Map.of("scopes", scopes, "people", options(viewer, words)));
  }

  private String options(Optional<SamplePerson> viewer, ConsentWords words) {
    return people.all().stream()
        .map(
            person ->
                "<option value=\"%s\"%s>%s</option>"
                    .formatted(
                        HtmlPage.escape(person.openId()),
                        viewer.filter(person::equals).isPresent() ? " selected" : "",
                        HtmlPage.escape(
                            words.locale().startsWith("zh") ? person.name() : person.enName())))
        .collect(Collectors.joining("\n"));
  }

  private void outcome(Context ctx, Status status, ConsentWords words) {
    switch (status) {
      case APPROVED -> outcome(ctx, 200, "approved", words.approved(), words.approvedHint());
      case DENIED -> outcome(ctx, 200, "denied", words.denied(), words.deniedHint());
      case OPEN, EXPIRED -> outcome(ctx, 410, "expired", words.expired(), words.expiredHint());
    }
  }

  private void outcome(Context ctx, int status, String kind, String title, String hint) {
    HtmlPage.send(
        ctx,
        status,
        "outcome.html",
        Map.of("kind", kind, "title", title, "hint", hint, "app", app.name()),
        Map.of());
  }

  private Optional<SamplePerson> viewer(Context ctx) {
    var named = value(ctx.queryParam("as"));
    return people.byOpenId(named.isEmpty() ? value(ctx.cookie("sandbox_as")) : named);
  }

  private static String locale(Context ctx) {
    var chosen = value(ctx.cookie("sandbox_locale"));
    return chosen.isEmpty() ? value(ctx.header("Accept-Language")) : chosen;
  }

  private static String value(@Nullable String text) {
    return text == null ? "" : text;
  }
}
