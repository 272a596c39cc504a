package dev.larkspur.sandbox.control;

import dev.larkspur.sandbox.chat.Chats;
import dev.larkspur.sandbox.chat.Clicks;
import dev.larkspur.sandbox.oauth.OAuth;
import dev.larkspur.sandbox.transport.Transport;
import dev.larkspur.sandbox.web.Answers;
import dev.larkspur.sandbox.world.Faults;
import dev.larkspur.sandbox.world.Journal;
import dev.larkspur.sandbox.world.Json;
import dev.larkspur.sandbox.world.People;
import dev.larkspur.sandbox.world.SampleApp;
import dev.larkspur.sandbox.world.SandboxClock;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.util.ArrayList;
import java.util.NoSuchElementException;

/** The chat page and the calls under /sandbox as one piece. */
public final class Control {
  private final ChatCalls chat;
  private final TokenCalls tokens;
  private final BrowserCalls browser;
  private final KnobCalls knobs;
  private final LineCalls lines;
  private final ConsoleCalls console;
  private final CardStream stream;
  private final Pages pages;

  public Control(
      SampleApp app,
      People people,
      Chats chats,
      Clicks clicks,
      OAuth oauth,
      Transport transport,
      SandboxClock clock,
      Faults faults,
      Journal journal,
      Runnable restore) {
    chat = new ChatCalls(app, people, chats, clicks, oauth.flows());
    tokens = new TokenCalls(oauth);
    lines = new LineCalls(transport.connections());
    browser = new BrowserCalls(oauth.authorizations());
    var all = new ArrayList<>(FaultKnobs.of(faults));
    all.addAll(ConsoleKnobs.of(app.console(), people));
    knobs = new KnobCalls(clock, all, restore, journal);
    console = new ConsoleCalls(app.console());
    stream = new CardStream(chats, transport.connections());
    pages = new Pages(people);
  }

  public void routes(Javalin app) {
    app.before("/sandbox/*", Control::onlyFromHere);
    app.exception(NoSuchElementException.class, (e, ctx) -> refuse(ctx, 404, e));
    app.exception(IllegalArgumentException.class, (e, ctx) -> refuse(ctx, 400, e));
    chat.routes(app);
    tokens.routes(app);
    browser.routes(app);
    knobs.routes(app);
    lines.routes(app);
    console.routes(app);
    stream.routes(app);
    pages.routes(app);
  }

  /** A page of somewhere else, open in the same browser, must not drive the sandbox. */
  private static void onlyFromHere(Context ctx) {
    var origin = ctx.header("Origin");
    if (origin != null && !origin.equals(ctx.scheme() + "://" + ctx.host())) {
      throw new ForbiddenResponse("not from another site");
    }
  }

  private static void refuse(Context ctx, int status, Exception e) {
    Answers.json(ctx, status, Json.object().put("error", e.getMessage()));
  }
}
