package dev.larkspur.adapters.feishu.oauth;

import static dev.larkspur.application.Cast.APP;
import static dev.larkspur.application.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.larkspur.adapters.feishu.FeishuProperties;
import dev.larkspur.adapters.feishu.StubPlatform;
import dev.larkspur.application.token.port.TokenRefresh.Answer;
import dev.larkspur.application.token.port.TokenRefresh.Answer.Misconfigured;
import dev.larkspur.application.token.port.TokenRefresh.Answer.Next;
import dev.larkspur.application.token.port.TokenRefresh.Answer.Refused;
import dev.larkspur.application.token.port.TokenRefresh.Answer.TurnedAway;
import dev.larkspur.application.token.port.TokenRefresh.Answer.Unknown;
import dev.larkspur.application.token.port.TokenRefresh.Reason;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.token.Ending;
import dev.larkspur.domain.token.RefreshToken;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.Secret;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class FeishuTokenRefreshTest {
  private static final RefreshToken TOKEN =
      new RefreshToken(new Secret("the-refresh-token-and-then-some"), NOON.plusSeconds(600));

  private final StubPlatform platform = new StubPlatform();
  private final FeishuTokenRefresh refresh = refresh(platform);

  private static FeishuTokenRefresh refresh(StubPlatform platform) {
    return new FeishuTokenRefresh(
        platform.apps(
            new FeishuProperties(
                "/oauth/v3/token",
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofMillis(300),
                null,
                false)),
        () -> NOON);
  }

  @Test
  void an_answer_is_waited_for_as_long_as_is_set_and_no_attempt_ends_before() {
    assertThat(refresh.longest()).hasMillis(300);
  }

  @AfterEach
  void close() {
    platform.close();
  }

  private Answer answer(int status, String body) {
    platform.answers(status, body);
    return refresh.present(APP, TOKEN);
  }

  @Test
  void the_next_pair_comes_for_the_one_that_is_presented_once() {
    var answer =
        (Next)
            answer(
                200,
                """
                {"code":0,"access_token":"next","expires_in":7200,"refresh_token":"after",
                 "refresh_token_expires_in":604800,"scope":"a:b offline_access"}
                """);

    assertThat(answer.pair().access().reveal()).isEqualTo("next");
    assertThat(answer.pair().expiresAt()).isEqualTo(NOON.plusSeconds(7200));
    assertThat(answer.pair().refresh())
        .isEqualTo(new RefreshToken(new Secret("after"), NOON.plus(Duration.ofDays(7))));
    assertThat(answer.pair().scopes()).isEqualTo(Scopes.of("a:b", "offline_access"));
    assertThat(platform.asked()).hasSize(1);
    assertThat(platform.asked().getFirst().body())
        .contains("grant_type=refresh_token", "refresh_token=the-refresh-token-and-then-some");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"access_token\":\"next\"}",
        "{\"code\":20050,\"access_token\":\"next\"}",
        "{\"access_token\":\"next\",\"expires_in\":-1,\"scope\":7}"
      })
  void T5_a_pair_that_is_odd_is_taken_all_the_same(String body) {
    assertThat(((Next) answer(500, body)).pair().access().reveal()).isEqualTo("next");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "500|oops",
        "502|<html>",
        "503|",
        "504|{}",
        "200|{\"code\":0,\"access_tok",
        "200|{}",
        "500|{\"code\":20050,\"error\":\"server_error\"}",
        "500|{\"error\":\"invalid_grant\"}",
        "400|{\"code\":31337,\"error\":\"invalid_grant\"}",
        "302|moved"
      })
  void what_cannot_be_read_leaves_open_whether_it_was_carried_out(int status, String body) {
    assertThat(answer(status, body == null ? "" : body)).isInstanceOf(Unknown.class);
    assertThat(platform.asked()).hasSize(1);
  }

  @Test
  void T9_an_answer_that_does_not_come_is_not_asked_for_again() {
    platform.saysNothing();

    assertThat(refresh.present(APP, TOKEN)).isInstanceOf(Unknown.class);
    assertThat(platform.asked()).hasSize(1);
  }

  @Test
  void where_there_is_no_connection_nothing_is_spent() {
    platform.close();

    assertThat(refresh.present(APP, TOKEN))
        .isInstanceOfSatisfying(
            TurnedAway.class, away -> assertThat(away.reason()).isEqualTo(Reason.NOT_SENT));
  }

  @Test
  void an_app_that_another_instance_may_have_spends_nothing() {
    assertThat(refresh.present(new AppId("cli_gone"), TOKEN))
        .isInstanceOfSatisfying(
            TurnedAway.class, away -> assertThat(away.reason()).isEqualTo(Reason.NOT_SENT));
    assertThat(platform.asked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-ogw-ratelimit-reset", "Retry-After"})
  void a_limit_says_how_long_to_wait(String header) {
    platform.answers(429, "{\"code\":99991400}", header, "17");

    assertThat(refresh.present(APP, TOKEN))
        .isInstanceOfSatisfying(
            TurnedAway.class,
            away -> {
              assertThat(away.reason()).isEqualTo(Reason.LIMITED);
              assertThat(away.atLeast()).isEqualTo(Duration.ofSeconds(17));
            });
  }

  @ParameterizedTest
  @CsvSource({
    "20037, EXPIRED",
    "20064, REVOKED_AT_PLATFORM",
    "20073, ALREADY_USED",
    "20026, INVALID",
    "20066, PERSON_INACTIVE"
  })
  void an_ending_has_its_reason(int code, Ending why) {
    assertThat(answer(400, "{\"code\":%d,\"error\":\"invalid_grant\"}".formatted(code)))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.why()).isEqualTo(why);
              assertThat(refused.error().code()).isEqualTo(Integer.toString(code));
            });
  }

  @Test
  void a_switch_that_is_off_is_the_operators() {
    assertThat(answer(400, "{\"code\":20074,\"error\":\"invalid_request\"}"))
        .isInstanceOf(Misconfigured.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {20010, 21000, 21001})
  void what_bars_one_person_is_not_the_apps_and_is_told_without_the_token(int code) {
    var log = new ListAppender<ILoggingEvent>();
    log.start();
    var logger = (Logger) LoggerFactory.getLogger(FeishuTokenRefresh.class);
    logger.addAppender(log);
    try {
      var words = "not for the-refresh-token-and-then-some";
      assertThat(answer(400, "{\"code\":%d,\"error_description\":\"%s\"}".formatted(code, words)))
          .isInstanceOfSatisfying(
              TurnedAway.class,
              away -> {
                assertThat(away.reason()).isEqualTo(Reason.POLICY);
                assertThat(away.atLeast()).isEqualTo(Duration.ofMinutes(5));
              });
      assertThat(log.list)
          .singleElement()
          .satisfies(
              line -> {
                assertThat(line.getLevel()).isEqualTo(Level.WARN);
                assertThat(line.getFormattedMessage())
                    .contains(APP.value(), Integer.toString(code))
                    .doesNotContain("the-refresh-token");
              });
    } finally {
      logger.detachAppender(log);
    }
  }

  @Test
  void an_error_does_not_repeat_the_token() {
    var body =
        "{\"code\":20026,\"error_description\":\"bad the-refresh-token-and-then-some here\"}";

    assertThat(answer(400, body).toString()).doesNotContain("the-refresh-token");
  }
}
