package dev.larkspur.benchmarks;

import dev.larkspur.sandbox.chat.ShownCard;
import dev.larkspur.sandbox.world.SamplePerson;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** People who are asked at the same time, each on a thread of their own. */
final class Crowd {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int TAPS = 5;

  private final World world;
  private final List<ServerProcess> servers;
  private final List<SamplePerson> people;
  private final CountDownLatch unanswered;
  private final Latencies answers = new Latencies("request → answer");
  private final Latencies toCard = new Latencies("request → card");
  private final Latencies clicks = new Latencies("click → ack");
  private final Latencies calmClicks = new Latencies("click → ack, later");
  private final Latencies toGrant = new Latencies("approved → card");
  private final AtomicInteger completed = new AtomicInteger();
  private final AtomicInteger right = new AtomicInteger();
  private final AtomicInteger through = new AtomicInteger();
  private volatile Duration took = Duration.ZERO;

  Crowd(World world, List<ServerProcess> servers, int count) {
    this.world = world;
    this.servers = servers;
    this.people = world.sandbox().addPeople(count);
    this.unanswered = new CountDownLatch(count);
  }

  void run() throws InterruptedException, ExecutionException {
    long begun = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var http = HttpClient.newHttpClient()) {
      var all = people.stream().<Future<?>>map(p -> threads.submit(() -> live(http, p))).toList();
      for (var each : all) {
        each.get();
      }
    }
    took = Duration.ofNanos(System.nanoTime() - begun);
  }

  private Void live(HttpClient http, SamplePerson person) throws Exception {
    var service = service(http, person);
    long asked = System.nanoTime();
    var id = service.ask(person.openId());
    answers.record(since(asked), true);
    unanswered.countDown();
    var sandbox = world.sandbox();
    var card = sandbox.awaitCard(person.openId(), PATIENCE);
    toCard.record(since(asked), true);
    tapUntilItWorks(card, person);
    var link = sandbox.awaitCard(card.messageId(), Crowd::hasLink, PATIENCE);
    sandbox.approve(link, person.openId());
    long approved = System.nanoTime();
    boolean shown = isShown(card);
    toGrant.record(since(approved), shown);
    right.addAndGet(shown && sandbox.cards(person.openId()).size() == 1 ? 1 : 0);
    completed.addAndGet(service.state(id).equals("completed") ? 1 : 0);
    int done = through.incrementAndGet();
    if (done % 100 == 0) {
      Progress.say(done + " of " + people.size() + " have been through it");
    }
    return null;
  }

  /** As people do who are shown the platform's error. */
  private void tapUntilItWorks(ShownCard card, SamplePerson person) {
    boolean works = false;
    for (int tap = 0; tap < TAPS && !works; tap++) {
      boolean calm = unanswered.getCount() == 0;
      var click = world.sandbox().click(card.messageId(), person.openId(), "authorize");
      works = click.ok();
      clicks.record(click.took(), works && click.cardReplaced());
      if (calm) {
        calmClicks.record(click.took(), works && click.cardReplaced());
      }
    }
  }

  private boolean isShown(ShownCard card) {
    var end =
        world
            .sandbox()
            .awaitCard(
                card.messageId(),
                c -> c.button("decline").isEmpty() && !c.title("en_us").equals("One more step"),
                PATIENCE);
    return end.title("en_us").equals("Authorized");
  }

  private static boolean hasLink(ShownCard card) {
    return card.button("authorize").isEmpty() && card.button("decline").isPresent();
  }

  private Service service(HttpClient http, SamplePerson person) {
    var server = servers.get(Math.floorMod(person.openId().hashCode(), servers.size()));
    return new Service(http, server.url(), world.sandbox().appId(), world.adminKey());
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }

  int completed() {
    return completed.get();
  }

  int right() {
    return right.get();
  }

  /** What went wrong for anybody. */
  long failures() {
    return 2L * people.size() - completed.get() - right.get();
  }

  double seconds() {
    return took.toMillis() / 1000.0;
  }

  Latencies answers() {
    return answers;
  }

  Latencies toCard() {
    return toCard;
  }

  Latencies clicks() {
    return clicks;
  }

  /** Those after the last request was answered. */
  Latencies calmClicks() {
    return calmClicks;
  }

  Latencies toGrant() {
    return toGrant;
  }
}
