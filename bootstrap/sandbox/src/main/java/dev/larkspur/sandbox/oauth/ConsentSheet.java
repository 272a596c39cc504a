package dev.larkspur.sandbox.oauth;

import dev.larkspur.sandbox.web.HtmlPage;
import dev.larkspur.sandbox.world.People;
import dev.larkspur.sandbox.world.SampleApp;
import dev.larkspur.sandbox.world.SamplePerson;
import dev.larkspur.sandbox.world.ScopeWords;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What pages of consent look like, whichever way they are reached. */
final class ConsentSheet {
  /**
   * A question to be put to a person.
   *
   * @param action where the form goes, with {@code fields} as they are
   * @param userCode shown to be compared, if there is one
   */
  record Asked(String action, Map<String, String> fields, Set<String> scopes, String userCode) {}

  private final SampleApp app;
  private final People people;

  ConsentSheet(SampleApp app, People people) {
    this.app = app;
    this.people = people;
  }

  void ask(Context ctx, Asked asked) {
    var words = words(ctx);
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
            Map.entry("action", asked.action())),
        Map.of(
            "fields", fields(asked.fields()),
            "code", code(asked, words),
            "scopes", scopes(asked.scopes(), words),
            "people", options(viewer(ctx), words)));
  }

  void outcome(Context ctx, int status, String kind, String title, String hint) {
    HtmlPage.send(
        ctx,
        status,
        "outcome.html",
        Map.of("kind", kind, "title", title, "hint", hint, "app", app.name()),
        Map.of());
  }

  /** Whether this person may decide; if not, the page has said so. */
  boolean admits(Context ctx, String openId) {
    var words = words(ctx);
    var person = people.byOpenId(openId);
    if (person.isEmpty()) {
      outcome(ctx, 400, "unknown", words.unknown(), words.unknownHint());
      return false;
    }
    if (!person.get().available()) {
      outcome(ctx, 403, "outside", words.outside(), words.outsideHint());
      return false;
    }
    return true;
  }

  /** Who is logged in, as far as the browser says. */
  Optional<SamplePerson> viewer(Context ctx) {
    var named = value(ctx.queryParam("as"));
    return people.byOpenId(named.isEmpty() ? value(ctx.cookie("sandbox_as")) : named);
  }

  static ConsentWords words(Context ctx) {
    var chosen = value(ctx.cookie("sandbox_locale"));
    return ConsentWords.of(chosen.isEmpty() ? value(ctx.header("Accept-Language")) : chosen);
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

  private static String scopes(Set<String> scopes, ConsentWords words) {
    if (scopes.isEmpty()) {
      var identity = ScopeWords.of("auth:user.id:read", words.locale());
      return "<li><span>" + HtmlPage.escape(identity) + "</span></li>";
    }
    return new TreeSet<>(scopes)
        .stream()
            .map(
                scope ->
                    "<li><span>%s</span><code>%s</code></li>"
                        .formatted(
                            HtmlPage.escape(ScopeWords.of(scope, words.locale())),
                            HtmlPage.escape(scope)))
            .collect(Collectors.joining("\n"));
  }

  private static String fields(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                    .formatted(HtmlPage.escape(field.getKey()), HtmlPage.escape(field.getValue())))
        .collect(Collectors.joining("\n"));
  }

  private static String code(Asked asked, ConsentWords words) {
    return asked.userCode().isEmpty()
        ? ""
        : "<p class=\"code\">%s <b>%s</b></p>"
            .formatted(HtmlPage.escape(words.code()), HtmlPage.escape(asked.userCode()));
  }

  private static String value(@Nullable String text) {
    return text == null ? "" : text;
  }
}
