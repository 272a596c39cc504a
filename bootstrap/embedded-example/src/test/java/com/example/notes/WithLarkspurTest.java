package com.example.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.example.notes.Aily.Answer;
import com.example.notes.Aily.Outcome;
import com.example.notes.Aily.Start;
import com.example.notes.Aily.Variables;
import com.example.notes.AilyTalk.Task;
import com.example.notes.AilyTalk.Wish;
import com.example.notes.AilyTalk.Words;
import dev.larkspur.adapters.httpclient.OfPerson;
import dev.larkspur.adapters.httpclient.UserToken;
import dev.larkspur.application.host.ConsentRequired;
import dev.larkspur.application.host.UserTokens;
import dev.larkspur.domain.access.Caller;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.SandboxOptions;
import dev.larkspur.sandbox.chat.ShownCard;
import dev.larkspur.sandbox.world.SamplePerson;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.client.annotation.Client;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Larkspur is switched on, in the application's own process and database. */
class WithLarkspurTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Scopes AILY = Scopes.of("aily:skill:write");

  private static Sandbox feishu;
  private static Host host;

  @BeforeAll
  static void start() {
    feishu =
        Sandbox.start(
            SandboxOptions.defaults()
                .withPollInterval(Duration.ofSeconds(1))
                .withAckWithin(Duration.ofSeconds(20)));
    host = Host.withLarkspur(feishu);
    feishu.awaitConnections(2, PATIENCE);
  }

  @AfterAll
  static void stop() {
    host.close();
    feishu.close();
  }

  private static SamplePerson ann() {
    return feishu.people().getFirst();
  }

  private static Person person(SamplePerson somebody) {
    return new Person(new AppId(feishu.appId()), new OpenId(somebody.openId()));
  }

  private static void consents(SamplePerson somebody, Scopes scopes) {
    var asked = feishu.awaitCard(somebody.openId(), PATIENCE);
    assertThat(feishu.click(asked.messageId(), somebody.openId(), "authorize").ok()).isTrue();
    var linking =
        feishu.awaitCard(asked.messageId(), WithLarkspurTest::isWaitingForConsent, PATIENCE);
    feishu.approve(linking, somebody.openId());
    var tokens = host.context().getBean(UserTokens.class);
    await(() -> isThere(tokens, person(somebody), scopes));
  }

  private static boolean isWaitingForConsent(ShownCard card) {
    return card.button("authorize").isEmpty() && card.button("decline").isPresent();
  }

  private static boolean isThere(UserTokens tokens, Person person, Scopes scopes) {
    try {
      tokens.get(person, Duration.ZERO, scopes);
      return true;
    } catch (ConsentRequired notYet) {
      return false;
    }
  }

  private static void await(BooleanSupplier wanted) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!wanted.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      LockSupport.parkNanos(20_000_000);
    }
  }

  @Test
  void the_application_works_as_before() {
    Notebook.works(host);
  }

  @Test
  void both_have_migrated_their_own_tables_and_nobody_elses() {
    assertThat(host.query("select nspname from pg_namespace")).contains("larkspur", "public");
    assertThat(host.query("select tablename from pg_tables where schemaname = 'public'"))
        .containsExactlyInAnyOrder("note", "flyway_schema_history");
    assertThat(host.query("select count(*) from larkspur.schema_history where success"))
        .first()
        .satisfies(count -> assertThat(Integer.parseInt(count)).isGreaterThan(10));
  }

  @Test
  void larkspurs_routes_have_their_own_place_and_keys() {
    var path = "/larkspur/v1/apps/" + feishu.appId() + "/users/ou_nobody/token";
    assertThat(host.getAsNobody(path).statusCode()).isEqualTo(401);
    assertThat(host.get(path, Host.asAnn()).statusCode()).isEqualTo(401);
    var known = host.get(path, "Bearer " + Host.ADMIN_KEY);
    assertThat(known.statusCode()).isEqualTo(404);
    assertThat(known.body()).contains("\"code\":\"authorization_required\"").doesNotContain("null");
    assertThat(host.get("/v1/apps", "Bearer " + Host.ADMIN_KEY).statusCode()).isEqualTo(401);
  }

  @Test
  void who_has_not_consented_is_asked_and_then_the_call_is_made_as_them() {
    var id = host.post("/notes", Host.asAnn(), "Buy milk").body().replaceAll("\\D", "");
    var first = host.post("/notes/" + id + "/summary", Host.asAnn(), "");
    assertThat(first.statusCode()).isEqualTo(409);
    assertThat(first.body()).startsWith("We have asked you in Feishu.");
    assertThat(host.post("/notes/" + id + "/summary", Host.asAnn(), "").statusCode())
        .isEqualTo(409);

    consents(ann(), AILY);
    var second = host.post("/notes/" + id + "/summary", Host.asAnn(), "");
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.body()).contains("Buy milk", ann().openId());
    assertThat(feishu.cards(ann().openId())).hasSize(1);
    await(
        () ->
            host.query(
                    "select caller from larkspur.token_release where open_id = '"
                        + ann().openId()
                        + "'")
                .contains(Caller.HOST.toString()));
  }

  @Test
  void a_token_that_the_platform_does_not_take_any_more_is_refreshed_and_the_call_repeated() {
    var bo = feishu.addPerson("Bo in a hurry");
    var aily = host.context().getBean(Aily.class);
    var start = new Start(new Variables("hello"), "{}");
    var tokens = host.context().getBean(UserTokens.class);
    tokens.ask(person(bo), AILY);
    consents(bo, AILY);
    var old = tokens.get(person(bo), Duration.ZERO, AILY);
    feishu.clock().advance(Duration.ofHours(3)); // over for the platform, and we do not know
    assertThat(
            host.query(
                "update larkspur.grants set issued_at = issued_at - interval '1 minute'"
                    + " where open_id = '"
                    + bo.openId()
                    + "' returning 1"))
        .hasSize(1); // not so young that it would not be replaced

    var answer =
        aily.startLater(bo.openId(), "spring_notes__c", "skill_x", start)
            .orTimeout(60, TimeUnit.SECONDS)
            .join();
    assertThat(answer.code()).isZero();
    assertThat(answer.data()).isNotNull();
    assertThat(String.valueOf(answer.data())).contains(bo.openId());
    assertThat(tokens.get(person(bo), Duration.ZERO, AILY).epoch()).isEqualTo(old.epoch() + 1);
    assertThat(feishu.tokensOf(bo.openId()).rotationsIssued()).isEqualTo(1);
  }

  @Test
  void a_conversation_with_aily_is_held_as_the_person() {
    var cara = feishu.addPerson("Cara who talks");
    var talk = host.context().getBean(AilyTalk.class);
    var required =
        catchThrowableOfType(
            ConsentRequired.class, () -> talk.open(cara.openId(), new Wish("note 1")));
    assertThat(required.authorization()).isPresent();
    consents(cara, required.missing());

    var session = given(talk.open(cara.openId(), new Wish("note 1"))).session().id();
    var words = new Words("once", "MDX", "What is in my notes?");
    var said = given(talk.say(cara.openId(), session, words)).message();
    assertThat(said.content()).isEqualTo("What is in my notes?");
    assertThat(given(talk.say(cara.openId(), session, words)).message()).isEqualTo(said);
    var run = given(talk.run(cara.openId(), session, new Task("spring_notes__c"))).run();
    assertThat(run.status()).isEqualTo("QUEUED");
    assertThat(given(talk.find(cara.openId(), session, run.id())).run().status())
        .isEqualTo("COMPLETED");
  }

  private static <T> T given(Answer<T> answer) {
    assertThat(answer.code()).isZero();
    return Objects.requireNonNull(answer.data());
  }

  @Test
  void who_lacks_what_the_platform_wants_is_asked_for_that_too() {
    var dan = feishu.addPerson("Dan who agreed to less");
    var tokens = host.context().getBean(UserTokens.class);
    var docs = Scopes.of("docs:document:readonly");
    tokens.ask(person(dan), docs);
    consents(dan, docs);
    var aily = host.context().getBean(UnawareAily.class);
    var start = new Start(new Variables("hello"), "{}");
    var required =
        catchThrowableOfType(
            ConsentRequired.class,
            () -> aily.start(dan.openId(), "spring_notes__c", "skill_x", start));
    assertThat(required.missing()).isEqualTo(AILY);
    await(() -> feishu.cards(dan.openId()).size() == 2);
    var again =
        catchThrowableOfType(
            ConsentRequired.class,
            () -> aily.start(dan.openId(), "spring_notes__c", "skill_x", start));
    assertThat(again.authorization()).isEqualTo(required.authorization()).isPresent();
    assertThat(feishu.cards(dan.openId())).hasSize(2);
  }

  /** Whose author did not look up which scope it takes. */
  @Client("${feishu.open-url}/open-apis/aily/v1")
  @UserToken
  interface UnawareAily {
    @Post("/apps/{app}/skills/{skill}/start")
    Answer<Outcome> start(@OfPerson String openId, String app, String skill, @Body Start start);
  }
}
