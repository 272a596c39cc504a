package dev.larkspur.server;

import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.SandboxOptions;
import dev.larkspur.sandbox.world.SamplePerson;
import java.io.PrintStream;
import java.util.Map;

/** Larkspur and a stand-in for Feishu in one process, to be played with in a browser. */
record Demo(LarkspurServer server, Sandbox sandbox, Home home) implements AutoCloseable {
  /** The same at every start, so that what was granted before is found again. */
  private static final String APP = "cli_d3a0d3a0d3a0d3a0";

  private static final int CHAT_PORT = 8090;

  static void run(Map<String, String> environment, PrintStream out) {
    out.println("Starting PostgreSQL, the stand-in for Feishu and Larkspur …");
    var options = SandboxOptions.defaults().withPort(CHAT_PORT).withAppId(APP);
    var running = new Running();
    var boot = running.now(Boot.from(environment));
    var demo = running.now(start(boot, options));
    demo.explain(out);
    running.untilStopped();
  }

  /** On failure whatever was started is stopped, {@code boot} too. */
  static Demo start(Boot boot, SandboxOptions options) {
    var sandbox = sandbox(boot, options);
    try {
      var server = LarkspurServer.start(boot.with(appOf(sandbox)));
      return new Demo(server, sandbox, boot.home());
    } catch (RuntimeException e) {
      sandbox.close();
      throw e;
    }
  }

  private static Sandbox sandbox(Boot boot, SandboxOptions options) {
    try {
      return Sandbox.start(options);
    } catch (RuntimeException e) {
      boot.close();
      throw new StartFailure(
          "The stand-in for Feishu does not start; is port " + CHAT_PORT + " taken?", e);
    }
  }

  /** The sandbox's app, as it would be configured by LARKSPUR_FEISHU_APPS_DEMO_… */
  static Map<String, Object> appOf(Sandbox sandbox) {
    var app = "larkspur.feishu.apps.demo.";
    var url = sandbox.url().toString();
    return Map.of(
        app + "app-id",
        sandbox.appId(),
        app + "app-secret",
        sandbox.appSecret(),
        app + "scopes",
        "auth:user.id:read docs:document:readonly",
        app + "open-url",
        url,
        app + "accounts-url",
        url,
        app + "applink-url",
        url);
  }

  private void explain(PrintStream out) {
    var person = sandbox.people().getFirst();
    out.print(
        """

        Larkspur is running, with a stand-in for Feishu.

          Look    %s    the chats of the sample people
                  %s    Larkspur's calls, to be tried

          1. A service asks for %s's consent. Paste into another terminal:

        curl -s -X POST %s/authorizations -H "Authorization: Bearer $(cat '%s')"

          2. In %s's chat: tap Authorize, then Continue, then approve.

          3. The service looks the token up:

        curl -s '%s/token' -H "Authorization: Bearer $(cat '%s')"

        The data stay in %s; Ctrl-C stops everything.
        """
            .formatted(
                sandbox.chatPage(),
                server.url() + "/docs",
                person.enName(),
                callsFor(person),
                home.adminKeyFile(),
                person.enName(),
                callsFor(person),
                home.adminKeyFile(),
                home.folder()));
    out.flush();
  }

  /** Where the calls about a person begin. */
  String callsFor(SamplePerson person) {
    return server.url() + "/v1/apps/" + sandbox.appId() + "/users/" + person.openId();
  }

  @Override
  public void close() {
    server.close();
    sandbox.close();
  }
}
