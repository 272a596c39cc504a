package dev.larkspur.sandbox.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.sandbox.Await;
import dev.larkspur.sandbox.Calls;
import dev.larkspur.sandbox.Cards;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.SandboxOptions;
import dev.larkspur.sandbox.chat.ClickResult;
import dev.larkspur.sandbox.world.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lines that misbehave while they are open, and when they end. */
class LineFaultsTest {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration A_WHILE = Duration.ofMillis(800);

  private final Sandbox sandbox =
      Sandbox.start(SandboxOptions.defaults().withAckWithin(Duration.ofMillis(400)));
  private final Connections lines = sandbox.lines();
  private final String ann = sandbox.people().getFirst().openId();
  private String message = "";

  @BeforeEach
  void send() {
    var sent = new Calls(sandbox).send(ann, Cards.asking(), "").json();
    message = sent.at("/data/message_id").asText();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void one_line_can_be_closed_or_cut_and_the_others_stay() throws Exception {
    try (var oldest = opened();
        var middle = opened();
        var newest = opened()) {
      lines.close(0);
      assertThat(oldest.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1000);
      lines.drop(0);
      assertThat(middle.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1006);
      assertThat(sandbox.connections()).isEqualTo(1);
      assertThat(click().errorCode()).isZero();
      assertThat(newest.closed).isNotDone();
      assertThatThrownBy(() -> lines.drop(1))
          .isInstanceOf(NoSuchElementException.class)
          .hasMessage("no line 1 among 1");
    }
  }

  @Test
  void a_half_open_line_answers_nothing_delivers_nothing_and_is_not_closed() throws Exception {
    try (var line = opened()) {
      lines.halfOpen(0);
      line.ping();
      line.protocolPing();
      assertThat(click().errorCode()).isEqualTo(200341);
      line.sayGoodbye();
      assertThat(line.next(300)).isEmpty();
      assertThat(line.ponged).isNotDone();
      assertThat(line.closed).as("the closing handshake").isNotDone();
      assertThat(sandbox.connections()).isEqualTo(1);
      lines.drop(0);
      assertThat(line.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1006);
      assertThat(sandbox.connections()).isZero();
    }
  }

  @Test
  void beside_a_half_open_line_a_new_one_works() {
    try (var deaf = opened();
        var _ = opened()) {
      lines.halfOpen(0);
      Await.until("the half-open line was chosen", () -> click().errorCode() == 200341);
      Await.until("the other one was chosen", () -> click().errorCode() == 0);
      assertThat(deaf.received).isEmpty();
    }
  }

  @Test
  void all_lines_can_be_half_open_and_the_sandbox_stops_all_the_same() {
    try (var _ = opened();
        var _ = opened()) {
      lines.halfOpenAll();
      assertThat(click().errorCode()).isEqualTo(200341);
      lines.halfOpenAll();
      sandbox.closeConnections();
      assertThat(sandbox.connections()).isZero();
    }
  }

  @Test
  void a_healthy_line_answers_pings_of_both_kinds() throws Exception {
    try (var line = opened()) {
      line.protocolPing();
      line.ponged.get(5, TimeUnit.SECONDS);
      line.ping();
      assertThat(line.next(5_000)).isPresent();
    }
  }

  @Test
  void pongs_can_be_late() throws Exception {
    sandbox.faults().line().delayPongs(Duration.ofMillis(500));
    try (var line = opened()) {
      line.ping();
      assertThat(line.next(200)).isEmpty();
      assertThat(line.next(5_000).orElseThrow().header("type")).contains("pong");
    }
  }

  @Test
  void parts_can_come_with_a_pause_between_them() {
    sandbox.faults().cutMessages(2, false);
    sandbox.faults().line().pauseBetweenParts(Duration.ofMillis(200));
    try (var _ = AppLine.reacting(sandbox, LineFaultsTest::answerToTheLastPart)) {
      sandbox.awaitConnections(1, SOON);
      var result = click();
      assertThat(result.errorCode()).isZero();
      assertThat(result.took()).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }
  }

  @Test
  void each_message_takes_any_line_and_none_is_favoured() {
    var taken = linesTaken(300).stream().collect(Collectors.groupingBy(it -> it)).values();
    // A third each; 40 is nearly five standard deviations.
    assertThat(taken).hasSize(3).allMatch(it -> it.size() > 60 && it.size() < 140);
  }

  @Test
  void the_same_seed_makes_messages_take_the_same_lines() {
    lines.seed(7);
    var first = linesTaken(40);
    lines.seed(7);
    assertThat(linesTaken(40)).isEqualTo(first);
    lines.seed(8);
    assertThat(linesTaken(40)).isNotEqualTo(first);
  }

  @Test
  void a_close_can_be_acknowledged_late_and_presses_still_be_pushed_to_that_line()
      throws Exception {
    sandbox.faults().line().lingerOnClose(A_WHILE, true);
    try (var line = opened()) {
      long started = System.nanoTime();
      line.sayGoodbye();
      Await.until("the Close came in", () -> lines.closing() == 1);
      assertThat(click().errorCode()).isEqualTo(200341);
      assertThat(line.received).as("it was pushed").hasSize(1);
      assertThat(line.closed).isNotDone();
      assertThat(lines.lastWords().pushedToClosing()).isEqualTo(1);
      assertThat(lines.lastWords().answeredOfThese()).isZero();
      assertThat(line.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1000);
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(A_WHILE);
      sandbox.awaitConnections(0, SOON);
    }
  }

  @Test
  void a_press_that_went_to_a_closing_line_may_be_answered_over_another() {
    sandbox.faults().line().lingerOnClose(Duration.ofSeconds(3), true);
    try (var other = opened();
        var leaving =
            AppLine.reacting(
                sandbox,
                frame -> {
                  other.send(AppLine.ack(frame, 200, "{}"));
                  return Optional.empty();
                })) {
      sandbox.awaitConnections(2, SOON);
      leaving.sayGoodbye();
      Await.until("the Close came in", () -> lines.closing() == 1);
      Await.until(
          "a press went to the closing line and was answered",
          () -> click().ok() && lines.lastWords().answeredOfThese() > 0);
      assertThat(lines.lastWords().pushedToClosing())
          .isEqualTo(lines.lastWords().answeredOfThese())
          .isEqualTo(leaving.received.size());
    }
  }

  @Test
  void a_line_that_lingers_does_not_hold_up_the_sandbox() throws Exception {
    sandbox.faults().line().lingerOnClose(Duration.ofMinutes(5), true);
    try (var line = opened()) {
      line.sayGoodbye();
      Await.until("the Close came in", () -> lines.closing() == 1);
      sandbox.close();
      assertThat(line.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1000);
    }
  }

  @Test
  void a_closing_line_can_be_left_alone() {
    sandbox.faults().line().lingerOnClose(A_WHILE, false);
    try (var leaving = opened();
        var _ = opened()) {
      leaving.sayGoodbye();
      Await.until("the Close came in", () -> lines.closing() == 1);
      for (int i = 0; i < 20; i++) {
        assertThat(click().errorCode()).isZero();
      }
      assertThat(leaving.received).isEmpty();
      assertThat(lines.lastWords().pushedToClosing()).isZero();
    }
  }

  @Test
  void a_press_that_crossed_with_the_close_is_counted_apart() throws Exception {
    try (var line = AppLine.to(AppLine.address(sandbox))) {
      sandbox.awaitConnections(1, SOON);
      var pressed = CompletableFuture.supplyAsync(this::click);
      assertThat(line.next(5_000)).isPresent();
      line.sayGoodbye();
      assertThat(pressed.get(5, TimeUnit.SECONDS).errorCode()).isEqualTo(200341);
      assertThat(lines.lastWords().pushedToClosing()).isZero();
      assertThat(lines.lastWords().unansweredBeforeClose()).isEqualTo(1);
    }
  }

  @Test
  void an_answered_press_before_a_close_is_not_counted() {
    try (var line = opened()) {
      assertThat(click().errorCode()).isZero();
      line.sayGoodbye();
      sandbox.awaitConnections(0, SOON);
      assertThat(click().errorCode()).isEqualTo(200340);
      assertThat(lines.lastWords().pushedToClosing()).isZero();
      assertThat(lines.lastWords().unansweredBeforeClose()).isZero();
    }
  }

  @Test
  void lines_can_be_ended_one_by_one_by_http() throws Exception {
    var calls = new Calls(sandbox);
    try (var oldest = opened();
        var _ = opened();
        var _ = opened()) {
      assertThat(calls.json("POST", "/sandbox/connections/seed", "", "{\"seed\":3}").status())
          .isEqualTo(204);
      assertThat(calls.json("POST", "/sandbox/connections/close", "", "{\"index\":0}").status())
          .isEqualTo(204);
      assertThat(oldest.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1000);
      calls.json("POST", "/sandbox/connections/half-open", "", "{\"index\":\"any\"}");
      assertThat(calls.get("/sandbox/connections", "").json().path("open").asInt()).isEqualTo(2);
      assertThat(calls.json("POST", "/sandbox/connections/drop", "", "{\"index\":9}").status())
          .isEqualTo(404);
      assertThat(calls.json("POST", "/sandbox/connections/drop", "", "{}").status()).isEqualTo(400);
      calls.json("POST", "/sandbox/connections/drop", "", "");
      var told = calls.get("/sandbox/connections", "").json();
      assertThat(told.path("open").asInt()).isZero();
      assertThat(told.path("closing").asInt()).isZero();
      assertThat(told.path("pushed_to_closing").asInt(-1)).isZero();
    }
  }

  private AppLine opened() {
    int before = sandbox.connections();
    var line = AppLine.answering(sandbox, "{}");
    sandbox.awaitConnections(before + 1, SOON);
    return line;
  }

  private ClickResult click() {
    return sandbox.click(message, ann, "authorize");
  }

  /** Which of three lines each of so many messages took. */
  private List<Integer> linesTaken(int messages) {
    var taken = new CopyOnWriteArrayList<Integer>();
    var opened = new ArrayList<AppLine>();
    for (int i = 0; i < 3; i++) {
      int number = i;
      opened.add(
          AppLine.reacting(
              sandbox,
              frame -> {
                taken.add(number);
                return Optional.of(AppLine.ack(frame, 200, "{}"));
              }));
      sandbox.awaitConnections(i + 1, SOON);
    }
    IntStream.range(0, messages).forEach(_ -> sandbox.deliver(Json.object()));
    sandbox.dropConnections();
    opened.forEach(AppLine::close);
    return List.copyOf(taken);
  }

  private static Optional<Frame> answerToTheLastPart(Frame frame) {
    return frame.header("seq").filter("1"::equals).map(_ -> AppLine.ack(frame, 200, "{}"));
  }
}
