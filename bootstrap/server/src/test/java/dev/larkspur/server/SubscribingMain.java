package dev.larkspur.server;

import dev.larkspur.adapters.feishu.subscribe.EventSubscriber;
import dev.larkspur.adapters.feishu.subscribe.EventType;
import dev.larkspur.adapters.feishu.subscribe.RawEvent;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;

/** An application that embeds Larkspur and prints each event that it begins and has handled. */
final class SubscribingMain {
  /** With this it sleeps over events that ask for it. */
  static final String SLEEPY = "-Dsleepy=true";

  static final Duration AT_MOST = Duration.ofSeconds(2);
  static final String TYPE = "approval_instance";

  private record Printing(boolean sleepy) implements EventSubscriber<RawEvent> {
    @Override
    public String name() {
      return "printing";
    }

    @Override
    public EventType<RawEvent> type() {
      return EventType.raw(TYPE);
    }

    @Override
    public void on(RawEvent event) throws InterruptedException {
      var which = event.json().replaceFirst("(?s).*\"which\":\"([a-z0-9-]+)\".*", "$1");
      System.out.println("began " + which);
      if (sleepy && which.startsWith("slow")) {
        Thread.sleep(Duration.ofMinutes(5));
      }
      System.out.println("handled " + which);
    }

    @Override
    public Duration atMost() {
      return AT_MOST;
    }
  }

  public static void main(String[] arguments) {
    var boot = Boot.from(System.getenv());
    var context =
        LarkspurServer.builder(boot.properties())
            .singletons(new Printing(Boolean.getBoolean("sleepy")))
            .start();
    context.getBean(EmbeddedServer.class).start();
  }

  private SubscribingMain() {}
}
