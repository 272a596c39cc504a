package dev.larkspur.sandbox.control;

import dev.larkspur.sandbox.chat.ConsentLinks;
import dev.larkspur.sandbox.web.HtmlPage;
import dev.larkspur.sandbox.world.People;
import dev.larkspur.sandbox.world.SamplePerson;
import io.javalin.Javalin;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Map;

/**
 * The chat page and the control page, their files, the pictures of people, and links that a browser
 * follows.
 */
final class Pages {
  private static final List<String> COLOURS =
      List.of("#3370ff", "#7f3bf5", "#14c0ff", "#f76964", "#34c724", "#ff8800", "#f01d94");

  private final People people;

  Pages(People people) {
    this.people = people;
  }

  void routes(Javalin web) {
    web.get("/", ctx -> ctx.redirect("/chat"));
    web.get("/chat", ctx -> HtmlPage.send(ctx, 200, "chat.html", Map.of(), Map.of()));
    web.get("/sandbox", ctx -> HtmlPage.send(ctx, 200, "control.html", Map.of(), Map.of()));
    for (var sheet : List.of("chat.css", "consent.css", "control.css")) {
      file(web, sheet, "text/css");
    }
    for (var script : List.of("chat.js", "card.js", "markdown.js", "control.js")) {
      file(web, script, "text/javascript");
    }
    web.get("/sandbox/avatars/{name}", this::avatar);
    web.get("/client/web_url/open", Pages::follow);
  }

  private static void file(Javalin web, String name, String type) {
    web.get(
        "/sandbox/assets/" + name,
        ctx ->
            ctx.contentType(type + "; charset=utf-8")
                .header("X-Content-Type-Options", "nosniff")
                .result(HtmlPage.read(name)));
  }

  /** What the client does with an applink, as far as a browser can: it opens the page. */
  private static void follow(Context ctx) {
    var own = ctx.scheme() + "://" + ctx.host() + "/";
    var target =
        ConsentLinks.unwrap(ctx.fullUrl())
            .map(Object::toString)
            .filter(url -> url.startsWith(own))
            .orElseThrow(() -> new BadRequestResponse("the link leads elsewhere"));
    ctx.redirect(target, HttpStatus.FOUND);
  }

  private void avatar(Context ctx) {
    var openId = ctx.pathParam("name").replace(".svg", "");
    var person = people.byOpenId(openId).orElseThrow();
    ctx.contentType("image/svg+xml").result(drawn(person));
  }

  private String drawn(SamplePerson person) {
    var colour = COLOURS.get((people.all().indexOf(person) + person.picture()) % COLOURS.size());
    var letters = new StringBuilder();
    for (var word : person.enName().split(" ", -1)) {
      letters.append(word.isEmpty() ? "" : word.substring(0, 1));
    }
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72" width="72" height="72">\
        <rect width="72" height="72" rx="36" fill="%s"/>\
        <text x="36" y="37" dy=".35em" text-anchor="middle" fill="#fff" font-size="28" \
        font-family="sans-serif" font-weight="600">%s</text></svg>"""
        .formatted(colour, HtmlPage.escape(letters.toString()));
  }
}
