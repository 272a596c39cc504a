package dev.larkspur.sandbox;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Runs the stand-in by itself; {@code --help} lists what it can be told. */
public final class SandboxMain {
  private static final int PEOPLE_NAMED = 20;

  private SandboxMain() {}

  public static void main(String[] args) throws InterruptedException {
    if (List.of(args).contains("--help")) {
      System.out.println(SandboxArguments.USAGE);
      return;
    }
    SandboxOptions options;
    try {
      options = SandboxArguments.read(List.of(args));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(SandboxArguments.USAGE);
      System.exit(2);
      return;
    }
    var sandbox = Sandbox.start(options);
    Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "sandbox-close"));
    describe(sandbox, System.out);
    new CountDownLatch(1).await();
  }

  static void describe(Sandbox sandbox, PrintStream out) {
    var url = sandbox.url();
    out.println("The sandbox stands in for Feishu at " + url);
    out.println("Chat page: " + sandbox.chatPage());
    out.println("Control page: " + url.resolve("/sandbox"));
    out.println();
    out.println("To let Larkspur talk to it:");
    out.println("export LARKSPUR_FEISHU_APPS_SANDBOX_APP_ID=" + sandbox.appId());
    out.println("export LARKSPUR_FEISHU_APPS_SANDBOX_APP_SECRET=" + sandbox.appSecret());
    out.println("export LARKSPUR_FEISHU_APPS_SANDBOX_OPEN_URL=" + url);
    out.println("export LARKSPUR_FEISHU_APPS_SANDBOX_ACCOUNTS_URL=" + url);
    out.println("export LARKSPUR_FEISHU_APPS_SANDBOX_APPLINK_URL=" + url);
    out.println();
    out.println("People:");
    var people = sandbox.people();
    for (var person : people.subList(0, Math.min(people.size(), PEOPLE_NAMED))) {
      out.println(
          "  "
              + person.openId()
              + "  "
              + person.enName()
              + (person.available() ? "" : "  (may not use the app)"));
    }
    if (people.size() > PEOPLE_NAMED) {
      out.println("  and " + (people.size() - PEOPLE_NAMED) + " more: " + url + "/sandbox/people");
    }
    out.flush();
  }
}
