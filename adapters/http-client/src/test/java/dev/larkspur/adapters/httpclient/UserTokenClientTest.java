package dev.larkspur.adapters.httpclient;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.BO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.example.host.OtherClient;
import com.example.host.PlatformClient;
import dev.larkspur.adapters.httpclient.Platform.Call;
import dev.larkspur.application.host.ConsentRequired;
import dev.larkspur.application.host.HostScene;
import dev.larkspur.application.host.TokenUnavailable;
import dev.larkspur.application.host.UserTokens;
import dev.larkspur.application.host.port.Audience;
import dev.larkspur.application.token.port.Apps;
import dev.larkspur.application.token.port.TokenRefresh.Answer;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Ending;
import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.domain.token.Scopes;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class UserTokenClientTest {
  private static final String EXPIRED = "{\"code\":99991677,\"msg\":\"token expired\"}";
  private static final String ANNS = ANN.openId().value();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** After that a token is not young any more. */
  private static final Duration A_WHILE = Duration.ofMinutes(1);

  private final HostScene scene = new HostScene();
  private final Platform platform = new Platform();
  private final ApplicationContext host = host(platform.url());
  private final PlatformClient client = host.getBean(PlatformClient.class);

  private ApplicationContext host(URI called) {
    var context =
        ApplicationContext.builder()
            .properties(Map.of("larkspur.enabled", "true", "platform.url", called.toString()))
            .build();
    context.registerSingleton(UserTokens.class, scene.tokens);
    context.registerSingleton(Apps.class, scene.apps);
    context.registerSingleton(Audience.class, (Audience) (_, to) -> isPlatform(to));
    return context.start();
  }

  private boolean isPlatform(URI to) {
    return platform.url().getAuthority().equals(to.getAuthority());
  }

  @AfterEach
  void stop() {
    host.close();
    platform.close();
  }

  private String token(Person person) {
    return "Bearer " + scene.tokens.get(person, Duration.ZERO, Scopes.NONE).access().reveal();
  }

  private List<String> shown() {
    return platform.calls.stream().map(Call::authorization).toList();
  }

  @Test
  void a_call_shows_the_token_of_the_person_whom_it_names_and_does_not_send_the_name() {
    scene.consented(ANN);
    scene.consented(BO);
    assertThat(client.read(ANNS, "1")).isEqualTo("well");
    assertThat(client.write(BO.openId().value(), "text")).isEqualTo("well");
    assertThat(platform.calls)
        .containsExactly(
            new Call("/documents/1", token(ANN), ""), new Call("/documents", token(BO), "text"));
  }

  @Test
  void a_method_that_makes_several_calls_is_not_repeated_itself() {
    scene.consented(ANN);
    assertThat(client.readBoth(ANNS, "1", "2")).isEqualTo("wellwell");
    platform.refuse(401, EXPIRED);
    platform.refuse(401, EXPIRED);
    assertThatThrownBy(() -> client.readBoth(ANNS, "3", "4"))
        .isInstanceOf(HttpClientResponseException.class);
    assertThat(platform.calls)
        .extracting(Call::path)
        .containsExactly("/documents/1", "/documents/2", "/documents/3", "/documents/3");
  }

  @Test
  void calls_that_do_not_block_do_the_same() {
    scene.consented(ANN);
    assertThat(client.readLater(ANN.openId(), "1").orTimeout(20, TimeUnit.SECONDS).join())
        .isEqualTo("well");
    var asked = client.readWhenAsked(ANN, "2");
    assertThat(platform.calls).hasSize(1);
    assertThat(asked.block(PATIENCE)).isEqualTo("well");
    assertThat(asked.block(PATIENCE)).isEqualTo("well"); // once more for who subscribes once more
    assertThat(platform.calls)
        .extracting(Call::path)
        .containsExactly("/documents/1", "/documents/2", "/documents/2");
    assertThat(shown()).containsOnly(token(ANN));
  }

  @Test
  void a_call_that_does_not_block_looks_for_its_token_on_another_thread() {
    scene.consented(ANN);
    var looking = new AtomicReference<Thread>();
    scene.refreshes.during(() -> looking.set(Thread.currentThread()));
    platform.refuse(401, EXPIRED);
    client.readWhenAsked(ANN, "1").subscribeOn(Schedulers.single()).block(PATIENCE);
    assertThat(looking.get().isVirtual()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | {\"code\":99991668,\"msg\":\"Invalid access token for authorization\"}",
        "401 | {\"code\":99991668,\"msg\":\"Invalid access token for authorization\"}",
        "401 | {\"code\":99991677}",
        "403 | {\"code\":99991677}",
      })
  void a_token_that_is_not_taken_is_refreshed_once_and_the_call_repeated(int status, String body) {
    scene.consented(ANN);
    var old = token(ANN);
    platform.refuse(status, body);
    assertThat(client.write(ANNS, "text")).isEqualTo("well");
    assertThat(shown()).containsExactly(old, token(ANN)).doesNotHaveDuplicates();
    assertThat(platform.calls).extracting(Call::body).containsExactly("text", "text");
    assertThat(scene.refreshes.count()).isOne();
  }

  @Test
  void so_it_is_where_nothing_blocks() {
    scene.consented(ANN);
    platform.refuse(401, EXPIRED);
    assertThat(client.readLater(ANN.openId(), "1").orTimeout(20, TimeUnit.SECONDS).join())
        .isEqualTo("well");
    scene.clock.advance(A_WHILE);
    platform.refuse(401, EXPIRED);
    assertThat(client.readWhenAsked(ANN, "1").block(PATIENCE)).isEqualTo("well");
    assertThat(platform.calls).hasSize(4);
    assertThat(scene.refreshes.count()).isEqualTo(2);
  }

  @Test
  void a_call_is_repeated_once_and_no_more() {
    scene.consented(ANN);
    platform.refuse(401, EXPIRED);
    platform.refuse(401, EXPIRED);
    assertThatThrownBy(() -> client.read(ANNS, "1"))
        .isInstanceOf(HttpClientResponseException.class);
    scene.clock.advance(A_WHILE);
    platform.refuse(401, EXPIRED);
    platform.refuse(401, EXPIRED);
    assertThatThrownBy(() -> client.readWhenAsked(ANN, "1").block(PATIENCE))
        .isInstanceOf(HttpClientResponseException.class);
    scene.clock.advance(A_WHILE);
    platform.refuse(401, EXPIRED);
    platform.refuse(401, EXPIRED);
    assertThatThrownBy(() -> client.readLater(ANN.openId(), "1").join())
        .hasCauseInstanceOf(HttpClientResponseException.class);
    assertThat(platform.calls).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"invalid", "user_access_token is not acceptable here"})
  void a_platform_that_takes_no_token_at_all_has_one_refreshed_and_not_one_for_each_call(
      String words) {
    scene.consented(ANN);
    var body = "{\"code\":99991668,\"msg\":\"" + words + "\"}";
    for (int i = 0; i < 20; i++) {
      platform.refuse(401, body); // also what is repeated
    }
    for (int i = 0; i < 3; i++) {
      isRefused(() -> client.read(ANNS, "1"));
      isRefused(() -> client.readWhenAsked(ANN, "1").block(PATIENCE));
      assertThatThrownBy(() -> client.readLater(ANN.openId(), "1").join())
          .hasCauseInstanceOf(HttpClientResponseException.class);
    }
    assertThat(scene.refreshes.count()).isOne();
    assertThat(platform.calls).hasSize(3 * 3 + 1);
  }

  private static void isRefused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            HttpClientResponseException.class, e -> assertThat(e.code()).isEqualTo(401));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | {\"code\":99991668,\"msg\":\"user access token not support\"}",
        "401 | {\"code\":99991668,\"msg\":\"User Access Token Not Support\"}",
        "500 | {\"code\":99991677,\"msg\":\"token expired\"}",
        "400 | {\"code\":99991679,\"msg\":\"not enough\"}",
        "400 | {\"code\":\"99991677\"}",
        "400 | {\"msg\":\"no code\"}",
        "400 | [99991677]",
        "401 | {",
        "401 | ''",
      })
  void any_other_failure_is_the_callers(int status, String body) {
    scene.consented(ANN);
    platform.refuse(status, body);
    assertThatThrownBy(() -> client.read(ANNS, "1"))
        .isInstanceOfSatisfying(
            HttpClientResponseException.class, e -> assertThat(e.code()).isEqualTo(status));
    assertThat(platform.calls).hasSize(1);
    assertThat(scene.refreshes.count()).isZero();
  }

  @Test
  void what_can_be_sent_only_once_is_not_repeated_but_the_next_call_has_a_newer_token() {
    scene.consented(ANN);
    var old = token(ANN);
    platform.refuse(401, EXPIRED);
    assertThatThrownBy(() -> client.stream(ANNS, Mono.just("text")))
        .isInstanceOf(HttpClientResponseException.class);
    platform.refuse(401, EXPIRED);
    assertThatThrownBy(() -> client.stream(ANNS, Mono.just("text")))
        .isInstanceOf(HttpClientResponseException.class);
    assertThat(platform.calls).hasSize(2);
    assertThat(shown().getFirst()).isEqualTo(old);
    assertThat(shown().getLast()).isNotEqualTo(old);
  }

  @Test
  void who_has_not_consented_is_asked_once_and_the_call_fails() {
    var required = catchThrowableOfType(ConsentRequired.class, () -> client.read(ANNS, "1"));
    var open = scene.stores.sessions().findOpen(ANN).orElseThrow();
    assertThat(required.authorization()).contains(open.id());
    assertThat(open.request().scopes())
        .isEqualTo(Scopes.of("docs:document:readonly", "offline_access"));
    assertThatThrownBy(() -> client.readWhenAsked(ANN, "1").block(PATIENCE))
        .isInstanceOfSatisfying(
            ConsentRequired.class, e -> assertThat(e.authorization()).contains(open.id()));
    assertThatThrownBy(() -> client.readLater(ANN.openId(), "1").join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(ConsentRequired.class);
    assertThat(platform.calls).isEmpty();
  }

  private static String lacking(String... scopes) {
    var violations =
        Stream.of(scopes)
            .map(scope -> "{\"type\":\"action_privilege_required\",\"subject\":\"" + scope + "\"}")
            .collect(Collectors.joining(","));
    return "{\"code\":99991679,\"msg\":\"Unauthorized\",\"error\":{\"permission_violations\":["
        + violations
        + "]}}";
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403})
  void who_consented_to_less_than_the_platform_wants_is_asked_for_all_of_it_once(int status) {
    var consented = scene.consented(ANN).pair().scopes();
    for (int i = 0; i < 20; i++) {
      platform.refuse(status, lacking("docs:document:write", "docs:document:readonly"));
    }
    var first = catchThrowableOfType(ConsentRequired.class, () -> client.read(ANNS, "1"));
    var open = scene.stores.sessions().findOpen(ANN).orElseThrow();
    assertThat(first.missing()).isEqualTo(Scopes.of("docs:document:write"));
    assertThat(first.authorization()).contains(open.id());
    assertThat(open.request().scopes())
        .isEqualTo(consented.union(Scopes.of("docs:document:write")));
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> client.readWhenAsked(ANN, "1").block(PATIENCE))
          .isInstanceOfSatisfying(
              ConsentRequired.class, e -> assertThat(e.authorization()).contains(open.id()));
      assertThatThrownBy(() -> client.readLater(ANN.openId(), "1").join())
          .cause()
          .isInstanceOfSatisfying(
              ConsentRequired.class, e -> assertThat(e.authorization()).contains(open.id()));
    }
    assertThat(platform.calls).hasSize(11);
    assertThat(scene.refreshes.count()).isZero();
  }

  @Test
  void nor_is_anybody_asked_for_it_where_the_interface_says_so() {
    scene.consented(ANN, Scopes.of("offline_access", "secrets:read"));
    platform.refuse(400, lacking("secrets:write"));
    assertThatThrownBy(() -> host.getBean(PlatformClient.OfSecrets.class).read(ANNS))
        .isInstanceOfSatisfying(
            ConsentRequired.class,
            e -> {
              assertThat(e.missing()).isEqualTo(Scopes.of("secrets:write"));
              assertThat(e.authorization()).isEmpty();
            });
    assertThat(scene.stores.sessions().findOpen(ANN)).isEmpty();
  }

  @Test
  void who_has_consented_to_it_meanwhile_has_the_call_repeated() {
    scene.consented(ANN);
    platform.refuse(
        400,
        lacking("docs:document:write"),
        () -> scene.consented(ANN, Scopes.of("docs:document:readonly", "docs:document:write")));
    assertThat(client.read(ANNS, "1")).isEqualTo("well");
    assertThat(shown()).hasSize(2).doesNotHaveDuplicates().endsWith(token(ANN));
  }

  @Test
  void who_consented_to_what_is_said_to_be_missing_is_not_asked_again() {
    scene.consented(ANN);
    isRefusedAndNobodyAsked(lacking("docs:document:readonly"));
  }

  @Test
  void nor_for_what_cannot_be_asked_for() {
    scene.consented(ANN);
    var many = IntStream.range(0, 60).mapToObj(i -> "scope:" + i).toArray(String[]::new);
    isRefusedAndNobodyAsked(lacking(many));
    isRefusedAndNobodyAsked(lacking("no scope"));
    isRefusedAndNobodyAsked(lacking());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "{}",
        "{\"permission_violations\":null}",
        "{\"permission_violations\":{\"subject\":\"a\"}}",
        "{\"permission_violations\":[\"a\",null,{},{\"subject\":1},{\"subject\":null}]}"
      })
  void nor_where_nothing_is_named(String error) {
    scene.consented(ANN);
    isRefusedAndNobodyAsked("{\"code\":99991679,\"error\":" + error + "}");
  }

  private void isRefusedAndNobodyAsked(String body) {
    int before = platform.calls.size();
    platform.refuse(401, body);
    isRefused(() -> client.read(ANNS, "1"));
    assertThat(platform.calls).hasSize(before + 1);
    assertThat(scene.stores.sessions().findOpen(ANN)).isEmpty();
    assertThat(scene.refreshes.count()).isZero();
  }

  @Test
  void nobody_is_asked_where_the_interface_says_so() {
    scene.consented(ANN);
    assertThatThrownBy(() -> host.getBean(PlatformClient.OfSecrets.class).read(ANNS))
        .isInstanceOfSatisfying(
            ConsentRequired.class,
            e -> {
              assertThat(e.missing()).isEqualTo(Scopes.of("secrets:read"));
              assertThat(e.authorization()).isEmpty();
            });
    assertThat(scene.stores.sessions().findOpen(ANN)).isEmpty();
  }

  @Test
  void a_grant_that_turns_out_to_be_over_is_asked_for_anew() {
    scene.consented(ANN);
    platform.refuse(401, EXPIRED);
    scene.refreshes.answer(new Answer.Refused(Ending.EXPIRED, error("20037")));
    assertThatThrownBy(() -> client.read(ANNS, "1"))
        .isInstanceOfSatisfying(
            ConsentRequired.class, e -> assertThat(e.authorization()).isPresent());
  }

  @Test
  void a_token_that_cannot_be_refreshed_now_is_unavailable() {
    scene.consented(ANN);
    platform.refuse(401, EXPIRED);
    scene.refreshes.answer(new Answer.Misconfigured(error("20074")));
    assertThatThrownBy(() -> client.read(ANNS, "1")).isInstanceOf(TokenUnavailable.class);
  }

  private static PlatformError error(String code) {
    return new PlatformError(code, null, null);
  }

  @Test
  void a_token_is_not_shown_to_anybody_but_the_platform() {
    scene.consented(ANN);
    try (var stranger = new Platform();
        var elsewhere = host(stranger.url())) {
      assertThatThrownBy(() -> elsewhere.getBean(PlatformClient.class).read(ANNS, "1"))
          .hasStackTraceContaining("a token is not shown to " + stranger.url());
      assertThat(stranger.calls).isEmpty();
    }
  }

  @Test
  void nor_where_the_platform_redirects_to() {
    scene.consented(ANN);
    try (var stranger = new Platform()) {
      platform.redirect(stranger.url().resolve("/caught"));
      assertThat(client.read(ANNS, "1")).isEqualTo("well");
      assertThat(stranger.calls).containsExactly(new Call("/caught", null, ""));
    }
  }

  @Test
  void no_token_is_logged() {
    scene.consented(ANN);
    var log = (Logger) LoggerFactory.getLogger("root");
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    log.addAppender(lines);
    var before = log.getLevel();
    log.setLevel(Level.TRACE);
    try {
      platform.refuse(401, EXPIRED);
      client.read(ANNS, "1");
    } finally {
      log.setLevel(before);
      log.detachAppender(lines);
    }
    assertThat(lines.list).extracting(ILoggingEvent::getFormattedMessage).isNotEmpty();
    var tokens = shown().stream().map(header -> header.substring("Bearer ".length())).toList();
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(line -> tokens.stream().anyMatch(line::contains));
  }

  @Test
  void an_app_is_named_by_its_name_or_its_id_and_must_be_there() {
    scene.consented(ANN);
    assertThat(host.getBean(PlatformClient.OfDemo.class).read(ANNS)).isEqualTo("well");
    assertThatThrownBy(() -> host.getBean(PlatformClient.OfNoApp.class).read(ANNS))
        .hasMessageContaining(
            "app nonesuch is not configured; configured under larkspur.feishu.apps: ");
  }

  @Test
  void whose_token_it_is_must_be_said() {
    assertThatThrownBy(client::readOfNobody).hasMessageContaining("no parameter with @OfPerson");
    assertThatThrownBy(() -> client.readOfNumber(1)).hasMessageContaining("must be a String");
    assertThatThrownBy(() -> client.read("no such id!", "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("open_id");
    assertThat(platform.calls).isEmpty();
  }

  @Test
  void other_clients_are_left_alone() {
    scene.consented(ANN);
    assertThat(host.getBean(OtherClient.class).read()).isEqualTo("well");
    assertThat(platform.calls).containsExactly(new Call("/open", null, ""));
  }

  @Test
  void without_larkspur_there_is_no_such_client() {
    try (var without = ApplicationContext.run(Map.of("platform.url", platform.url().toString()))) {
      assertThat(without.findBean(PlatformClient.class)).isEmpty();
      assertThat(without.findBean(PlatformClient.OfSecrets.class)).isEmpty();
      assertThat(without.findBean(ShowToken.class)).isEmpty();
      assertThat(without.getBean(OtherClient.class).read()).isEqualTo("well");
    }
  }

  @Test
  void a_method_cannot_bear_it_for_then_its_interface_would_call_without_tokens() {
    assertThat(UserToken.class.getAnnotation(Target.class).value())
        .containsExactly(ElementType.TYPE);
  }
}
