package dev.larkspur.sandbox;

import dev.larkspur.sandbox.callback.Callbacks;
import dev.larkspur.sandbox.chat.Chats;
import dev.larkspur.sandbox.chat.Clicks;
import dev.larkspur.sandbox.control.CallbackCalls;
import dev.larkspur.sandbox.control.Control;
import dev.larkspur.sandbox.control.EventCalls;
import dev.larkspur.sandbox.control.TemplateCalls;
import dev.larkspur.sandbox.oauth.Lives;
import dev.larkspur.sandbox.oauth.OAuth;
import dev.larkspur.sandbox.openapi.OpenApi;
import dev.larkspur.sandbox.transport.Transport;
import dev.larkspur.sandbox.web.Door;
import dev.larkspur.sandbox.world.Console;
import dev.larkspur.sandbox.world.Faults;
import dev.larkspur.sandbox.world.Journal;
import dev.larkspur.sandbox.world.People;
import dev.larkspur.sandbox.world.RateLimit;
import dev.larkspur.sandbox.world.SampleApp;
import dev.larkspur.sandbox.world.SandboxClock;
import dev.larkspur.sandbox.world.Secrets;
import io.javalin.Javalin;
import io.javalin.util.JavalinLogger;
import java.time.Duration;

/** All parts of the stand-in, put together. */
final class Platform {
  private static final Duration SILENCE_ALLOWED = Duration.ofMinutes(15);
  private static final long LARGEST_MESSAGE = 4L * 1024 * 1024;

  final SandboxClock clock = new SandboxClock();
  final Secrets secrets;
  final Journal journal = new Journal();
  final Faults faults = new Faults();
  final SampleApp app;
  final People people;
  final Transport transport;
  final OAuth oauth;
  final Chats chats;
  final Callbacks callbacks;
  final Clicks clicks;
  final Javalin web;

  Platform(SandboxOptions options) {
    secrets = new Secrets(options.rememberSecrets());
    app = app(options);
    people = new People(app.appId(), app.tenantKey());
    people.add(options.people());
    transport =
        new Transport(
            app,
            clock,
            secrets,
            faults,
            new Transport.Settings(
                options.pingInterval(),
                options.reconnectInterval(),
                options.reconnectNonce(),
                options.strictAcks(),
                options.ackWithin(),
                options.mostConnections()));
    var lives =
        new Lives(
            options.accessLife(),
            options.refreshLife(),
            options.consentLife(),
            options.grace(),
            options.codeLife(),
            options.pollInterval());
    var limit = new RateLimit(clock, options.tokensPerSecond(), options.tokensPerMinute());
    oauth = new OAuth(app, people, clock, secrets, journal, faults, lives, limit);
    chats = new Chats(clock, secrets);
    callbacks = new Callbacks(app, transport.deliveries(), faults, secrets, options.ackWithin());
    clicks = new Clicks(people, chats, callbacks, transport.events());
    web = javalin();
    new Door(clock, secrets, journal, faults).hang(web);
    transport.routes(web);
    oauth.routes(web);
    new OpenApi(app, people, chats, oauth, callbacks, clock).routes(web);
    new Control(app, people, chats, clicks, oauth, transport, clock, faults, journal, this::restore)
        .routes(web);
    new CallbackCalls(callbacks).routes(web);
    new TemplateCalls(chats.templates()).routes(web);
    new EventCalls(transport.events()).routes(web);
  }

  /** Whatever was set is as at the start; tokens, cards and the clock stay as they are. */
  void restore() {
    faults.reset();
    app.console().reset();
    callbacks.overLongConnection();
    people.restore();
  }

  private SampleApp app(SandboxOptions options) {
    return new SampleApp(
        options.appId(),
        secrets.remember(options.appSecret()),
        "Larkspur",
        tenantKey(options.appId()),
        secrets.remember(options.verificationToken()),
        new Console(options.scopes(), options.appScopes(), options.redirectUris()));
  }

  /** One company per app, the same after a restart. */
  private static String tenantKey(String appId) {
    return new StringBuilder(appId.substring("cli_".length())).reverse().toString();
  }

  private static Javalin javalin() {
    JavalinLogger.startupInfo = false;
    return Javalin.create(
        config -> {
          config.showJavalinBanner = false;
          config.startupWatcherEnabled = false;
          config.useVirtualThreads = true;
          config.jetty.modifyWebSocketServletFactory(
              factory -> {
                factory.setIdleTimeout(SILENCE_ALLOWED);
                factory.setMaxBinaryMessageSize(LARGEST_MESSAGE);
              });
        });
  }
}
