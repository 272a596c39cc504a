package dev.larkspur.sandbox;

import java.io.PrintStream;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Runs the stand-in by itself: {@code --port}, {@code --app-id}, {@code --app-secret}. */
public final class SandboxMain {
  private static final int PORT = 8089;
  private static final String APP_ID = "cli_5a4db0c0ffee1234";

  private SandboxMain() {}

  public static void main(String[] args) throws InterruptedException {
    SandboxOptions options;
    try {
      options = options(List.of(args));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(
          "usage: [--port N] [--app-id cli_…] [--app-secret …] [--strict-acks]   (port 0 takes a free one)");
      System.exit(2);
      return;
    }
    var sandbox = Sandbox.start(options);
    Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "sandbox-close"));
    describe(sandbox, System.out);
    new CountDownLatch(1).await();
  }

  static SandboxOptions options(List<String> args) {
    var options = SandboxOptions.defaults().withPort(PORT).withAppId(APP_ID).withStrictAcks(false);
    for (var rest = args.iterator(); rest.hasNext(); ) {
      var name = rest.next();
      options =
          switch (name) {
            case "--strict-acks" -> options.withStrictAcks(true);
            case "--port" -> options.withPort(number(value(name, rest)));
            case "--app-id" -> options.withAppId(value(name, rest));
            case "--app-secret" -> options.withAppSecret(value(name, rest));
            default -> throw new IllegalArgumentException("unknown argument " + name);
          };
    }
    return options;
  }

  static void describe(Sandbox sandbox, PrintStream out) {
    var url = sandbox.url();
    out.println("The sandbox stands in for Feishu at " + url);
    out.println("Chat page: " + sandbox.chatPage());
    out.println();
    out.println("To let Larkspur talk to it:");
    out.println("export LARKSPUR_FEISHU_APPS_SANDBOX_APP_ID=" + sandbox.appId());
    out.println("export LARKSPUR_FEISHU_APPS_SANDBOX_APP_SECRET=" + sandbox.appSecret());
    out.println("export LARKSPUR_FEISHU_APPS_SANDBOX_OPEN_URL=" + url);
    out.println("export LARKSPUR_FEISHU_APPS_SANDBOX_ACCOUNTS_URL=" + url);
    out.println("export LARKSPUR_FEISHU_APPS_SANDBOX_APPLINK_URL=" + url);
    out.println();
    out.println("People:");
    for (var person : sandbox.people()) {
      out.println(
          "  "
              + person.openId()
              + "  "
              + person.enName()
              + (person.available() ? "" : "  (may not use the app)"));
    }
    out.flush();
  }

  private static String value(String name, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(name + " needs a value");
    }
    return rest.next();
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--port needs a number, not " + text, e);
    }
  }
}
