package dev.larkspur.benchmarks;

import dev.larkspur.benchmarks.Findings.Row;
import dev.larkspur.sandbox.chat.ClickResult;
import dev.larkspur.sandbox.world.SamplePerson;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From the push of a click to its acknowledgement, as the platform sees it.
 *
 * <p>Three kinds take turns at a fixed rate, so that whatever else the machine does meets all
 * alike: first clicks, each on a session and a person of its own; a repeated click on a session
 * that awaits consent already; and a click with an act that is not ours, which costs the way there
 * and back.
 */
final class ClickBenchmark implements Benchmark {
  private static final int MEASURED = 1000;
  private static final int WARM_UP = 200;
  private static final int PER_SECOND = 20;
  private static final int KINDS = 3;
  private static final int ASKED_PER_SECOND = 15; // the platform takes 1,000 messages a minute
  private static final int BACK = 3 * PER_SECOND; // a repeat comes three seconds after the first
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Override
  public String name() {
    return "click";
  }

  @Override
  public String description() {
    return "from a click to its acknowledgement, 1,000 of each kind (3 min)";
  }

  @Override
  public Findings run(Stage stage, Effort effort) throws Exception {
    int warmUp = effort.of(WARM_UP);
    int count = warmUp + effort.of(MEASURED);
    var world = World.begin(stage);
    var sheets = sheets(stage, world, count);
    var run = new Run(world, sheets, warmUp);
    Progress.say(count + " clicks of each kind, " + PER_SECOND + " a second of each");
    Arrivals.perSecond(PER_SECOND * KINDS).run(count * KINDS, run::arrive);
    return new Findings(settings(effort), run.rows());
  }

  private static Map<String, Object> settings(Effort effort) {
    var all = new LinkedHashMap<String, Object>();
    all.put("rounds", 1);
    all.put("clicks_of_each_kind", effort.of(MEASURED));
    all.put("warm_up", effort.of(WARM_UP));
    all.put("per_second_of_each_kind", PER_SECOND);
    all.put("jvm_options", Program.options());
    return all;
  }

  /** Asks for everybody's consent, and waits until everybody has a card. */
  private static List<Sheet> sheets(Stage stage, World world, int count) throws Exception {
    var server = ServerProcess.start(stage, Program.larkspur(), world.settings());
    server.awaitReady();
    var sandbox = world.sandbox();
    sandbox.awaitConnections(World.CONNECTIONS, PATIENCE);
    var people = sandbox.addPeople(count);
    var http = stage.add(HttpClient.newHttpClient());
    var service = new Service(http, server.url(), sandbox.appId(), world.adminKey());
    Progress.say("asking for the consent of " + count + " people");
    Arrivals.perSecond(ASKED_PER_SECOND)
        .run(count, (number, _) -> service.ask(people.get(number).openId()));
    return people.stream().map(person -> sheet(world, person)).toList();
  }

  private static Sheet sheet(World world, SamplePerson person) {
    var card = world.sandbox().awaitCard(person.openId(), PATIENCE);
    var value = card.button("authorize").orElseThrow().value().orElseThrow();
    return new Sheet(card.messageId(), person.openId(), value);
  }

  /** What the clicks come to. */
  private static final class Run {
    private final Latencies first = new Latencies("click → ack with the link");
    private final Latencies repeated = new Latencies("repeated click → ack with the same link");
    private final Latencies bare = new Latencies("bare: click of no meaning → ack");
    private final Latencies lag = new Latencies("of each: late by the benchmark's own doing");
    private final World world;
    private final List<Sheet> sheets;
    private final int warmUp;

    Run(World world, List<Sheet> sheets, int warmUp) {
      this.world = world;
      this.sheets = sheets;
      this.warmUp = warmUp;
    }

    void arrive(int number, long due) {
      int slot = number / KINDS;
      var sheet = sheets.get(slot);
      switch (number % KINDS) {
        case 0 -> press(sheet, due, slot, first, true);
        case 1 -> press(sheets.get(Math.max(0, slot - BACK)), due, slot, repeated, true);
        default -> press(sheet.withAct("nothing"), due, slot, bare, false);
      }
    }

    private void press(Sheet sheet, long due, int slot, Latencies into, boolean wantsCard) {
      long late = System.nanoTime() - due;
      var result = world.sandbox().clickRaw(sheet.messageId(), sheet.openId(), sheet.value());
      if (slot >= warmUp) {
        lag.record(Duration.ofNanos(late), true);
        into.record(result.took().plusNanos(late), isWell(result, wantsCard));
      }
    }

    private static boolean isWell(ClickResult result, boolean wantsCard) {
      return result.ok() && result.cardReplaced() == wantsCard;
    }

    List<Row> rows() {
      var calls = new Latencies("of the first: the stand-in's own work for the link");
      var requests = world.sandbox().journal().requests("POST", "/oauth/v1/device_authorization");
      requests.stream()
          .skip(Math.min(warmUp, requests.size()))
          .forEach(call -> calls.record(call.took(), call.status() == 200));
      return List.of(
          first.comparedWith(bare),
          repeated.comparedWith(bare),
          bare.comparedWith(bare),
          calls.alone(),
          lag.alone());
    }
  }
}
