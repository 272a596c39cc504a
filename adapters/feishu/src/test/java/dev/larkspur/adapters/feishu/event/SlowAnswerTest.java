package dev.larkspur.adapters.feishu.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.adapters.feishu.Await;
import dev.larkspur.adapters.feishu.Deployment;
import dev.larkspur.application.InMemoryStores;
import dev.larkspur.application.Stores;
import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.application.authorization.port.CardReport;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSession.AwaitingConsent;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.Decision;
import dev.larkspur.domain.authorization.Opening;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.chat.ClickResult;
import dev.larkspur.sandbox.chat.ShownCard;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that takes its time, or is out of order. */
class SlowAnswerTest {
  /** Sessions that wait, or fail, before they advance. */
  private record Hindered(AuthSessions sessions, Runnable hindrance) implements AuthSessions {
    @Override
    public Opening open(Person person, Function<Optional<AuthSession.Open>, Opening> step) {
      return sessions.open(person, step);
    }

    @Override
    public Decision advance(AuthSessionId id, Function<AuthSession, Decision> step) {
      hindrance.run();
      return sessions.advance(id, step);
    }

    @Override
    public Optional<AuthSession> find(AuthSessionId id) {
      return sessions.find(id);
    }

    @Override
    public Optional<AuthSession.Open> findOpen(Person person) {
      return sessions.findOpen(person);
    }

    @Override
    public List<AuthSessionId> due(Instant now, int most) {
      return sessions.due(now, most);
    }
  }

  private static final String MESSAGES = "/open-apis/im/v1/messages/";
  private static final String UPDATE = "/open-apis/interactive/v1/card/update";

  private final Sandbox sandbox = Sandbox.start();
  private volatile Runnable hindrance = () -> {};
  private Deployment deployment;

  @BeforeEach
  void connect() {
    connect("300ms");
  }

  private void connect(String answerWithin) {
    var stores = InMemoryStores.at(sandbox.clock());
    var hindered =
        new Stores(
            new Hindered(stores.sessions(), () -> hindrance.run()),
            stores.polls(),
            stores.cards(),
            stores.users(),
            stores.grants(),
            stores.revocations(),
            stores.releases(),
            stores.budget(),
            stores.keys(),
            stores.slots(),
            stores.limits(),
            stores.events(),
            stores.requests());
    deployment =
        Deployment.starting(
            sandbox, Map.of("larkspur.feishu.answer-within", answerWithin), hindered);
    sandbox.awaitConnections(1, Deployment.PATIENCE);
  }

  @AfterEach
  void stop() {
    deployment.close();
    sandbox.close();
  }

  @Test
  void a_slow_click_is_answered_in_time_and_the_card_follows() {
    var released = new CountDownLatch(1);
    hindrance = () -> await(released);
    var card = ask();

    var result = click(card);

    assertThat(result.toastText()).isEqualTo("The link is being prepared, one moment.");
    assertThat(result.cardReplaced()).isFalse();
    assertThat(result.took()).isLessThan(Duration.ofSeconds(3));

    released.countDown();
    Await.until("the link is there", () -> deployment.session(card) instanceof AwaitingConsent);
    sandbox.clock().advance(Duration.ofSeconds(5)); // the answer to the click had its chance
    deployment.showCards();
    assertThat(sandbox.card(card.messageId()).orElseThrow().title("en_us"))
        .isEqualTo("One more step");
  }

  @Test
  void a_card_that_cannot_be_changed_as_a_message_is_changed_by_the_slow_press() {
    var released = new CountDownLatch(1);
    hindrance = () -> await(released);
    var card = ask();
    click(card);
    sandbox.faults().answer(MESSAGES + card.messageId(), 1, 400, "{\"code\":230027}");
    sandbox.faults().answer(UPDATE, 1, 200, "{\"code\":0,\"msg\":\"success\"}");

    released.countDown();
    Await.until("the link is there", () -> deployment.session(card) instanceof AwaitingConsent);
    sandbox.clock().advance(Duration.ofSeconds(5));
    deployment.showCards();

    var updates = sandbox.journal().requests("POST", UPDATE);
    assertThat(updates).hasSize(1);
    assertThat(updates.getFirst().body()).contains("\"token\":\"c-", "One more step");
    assertThat(deployment.stores().cards().find(deployment.session(card).id()))
        .contains(new CardReport(CardReport.Progress.SENT, 0, null));
  }

  @Test
  void a_store_that_is_out_of_order_is_told_to_the_person() {
    hindrance =
        () -> {
          throw new IllegalStateException("no database");
        };

    var result = click(ask());

    assertThat(result.toastType()).isEqualTo("error");
    assertThat(result.toastText()).contains("try again");
  }

  @Test
  void stopping_finishes_the_answer_that_is_being_made() throws Exception {
    var reached = new CountDownLatch(1);
    hindrance =
        () -> {
          reached.countDown();
          await(new CountDownLatch(1)); // for ever: the answer is the toast
        };
    var card = ask();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var clicked = CompletableFuture.supplyAsync(() -> click(card), threads);
      await(reached);

      deployment.close();

      assertThat(clicked.get().toastText()).isEqualTo("The link is being prepared, one moment.");
    }
  }

  @Test
  void a_press_that_comes_while_another_holds_up_the_stop_is_answered_too() throws Exception {
    deployment.close();
    sandbox.awaitConnections(0, Deployment.PATIENCE);
    connect("1900ms");
    var slow = ask();
    var quick = deployment.ask(deployment.person(1));
    var reached = new CountDownLatch(1);
    hindrance =
        () -> {
          hindrance = () -> {};
          reached.countDown();
          await(new CountDownLatch(1));
        };
    var connection = deployment.get(LongConnections.class).apps().getFirst();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var held = CompletableFuture.supplyAsync(() -> click(slow), threads);
      await(reached);
      var stopped = threads.submit(() -> deployment.close());
      Await.until("it is stopping", connection::isStopping);

      var bo = deployment.person(1).openId().value();
      var answered = sandbox.click(quick.messageId(), bo, "authorize");

      assertThat(answered.cardReplaced()).as(answered.detail()).isTrue();
      assertThat(held.get().ok()).isTrue();
      stopped.get();
    }
    assertThat(connection.counts().unanswered().sum()).isZero();
  }

  private ShownCard ask() {
    return deployment.ask(deployment.person(0));
  }

  private ClickResult click(ShownCard card) {
    return sandbox.click(card.messageId(), sandbox.people().get(0).openId(), "authorize");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
