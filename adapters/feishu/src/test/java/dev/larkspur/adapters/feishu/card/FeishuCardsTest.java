package dev.larkspur.adapters.feishu.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.larkspur.adapters.feishu.Deployment;
import dev.larkspur.application.authorization.port.Cards;
import dev.larkspur.application.authorization.port.Cards.Outcome;
import dev.larkspur.application.authorization.port.MessageId;
import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.domain.authorization.AuthRequest;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSession.Denied;
import dev.larkspur.domain.authorization.AuthSession.Requested;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.CardAddress;
import dev.larkspur.domain.authorization.CardWish;
import dev.larkspur.domain.authorization.Method;
import dev.larkspur.domain.authorization.Nonce;
import dev.larkspur.domain.authorization.Occasion;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.sandbox.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class FeishuCardsTest {
  private static final String SEND = "/open-apis/im/v1/messages";
  private static final String TENANT_TOKEN = "/open-apis/auth/v3/tenant_access_token/internal";

  private final Sandbox sandbox = Sandbox.start();
  private Deployment deployment = Deployment.starting(sandbox, Map.of());
  private Cards cards = deployment.get(Cards.class);

  @BeforeEach
  void connect() {
    sandbox.awaitConnections(1, Deployment.PATIENCE);
  }

  @AfterEach
  void stop() {
    deployment.close();
    sandbox.close();
  }

  @Test
  void a_card_is_sent_once_whatever_happens_to_the_answer() {
    var session = requested();
    sandbox.faults().loseAnswers(SEND, 1);

    assertThatThrownBy(() -> cards.send(session)).isInstanceOf(PlatformUnavailable.class);
    var message = shown(cards.send(session));

    assertThat(sandbox.cards(openId(0))).hasSize(1);
    assertThat(sandbox.card(message.value())).isPresent();
  }

  @Test
  void a_card_that_was_sent_is_changed_where_it_is() {
    var session = requested();
    var message = shown(cards.send(session));

    assertThat(cards.change(denied(session), message)).isEqualTo(new Outcome.Shown(message));

    assertThat(title(message)).isEqualTo("Declined");
    assertThat(sandbox.cards(openId(0))).hasSize(1);
  }

  @Test
  void a_card_that_was_sent_before_is_found_and_stays_as_it_was() {
    var session = requested();
    var message = shown(cards.send(session));
    var title = title(message);

    assertThat(shown(cards.send(denied(session)))).isEqualTo(message);

    assertThat(title(message)).isEqualTo(title);
    assertThat(sandbox.cards(openId(0))).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void a_card_goes_wherever_the_platform_can_send_it(CardAddress.Kind kind) {
    var ann = sandbox.people().get(0);
    var id =
        switch (kind) {
          case OPEN_ID -> ann.openId();
          case USER_ID -> ann.userId();
          case UNION_ID -> ann.unionId();
          case EMAIL -> ann.email();
          case CHAT_ID -> ann.chatId();
        };

    cards.send(requested(new CardAddress(kind, id)));

    assertThat(sandbox.cards(ann.openId())).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "400,230013",
    "400,230006",
    "400,230001",
    "400,230002",
    "400,230027",
    "400,230099",
    "400,99992351",
    "400,99992361",
    "200,230022"
  })
  void what_will_never_be_delivered_is_undeliverable(int status, int code) {
    sandbox.faults().answer(SEND, 1, status, "{\"code\":%d,\"msg\":\"no\"}".formatted(code));

    var outcome = (Outcome.Undeliverable) cards.send(requested());

    assertThat(outcome.error().code()).isEqualTo(Integer.toString(code));
    assertThat(outcome.error().message()).isEqualTo("no");
  }

  @ParameterizedTest
  @CsvSource({
    "400,230020",
    "400,99991400",
    "200,99991400",
    "429,1",
    "200,2200",
    "200,5000",
    "500,1",
    "503,12345"
  })
  void what_passes_is_tried_later(int status, int code) {
    sandbox.faults().answer(SEND, 1, status, "{\"code\":%d,\"msg\":\"wait\"}".formatted(code));

    var outcome = (Outcome.TryLater) cards.send(requested());

    assertThat(outcome.delay()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "<html/>", "[]", "{\"code\":[]}", "{\"code\":0}"})
  void an_answer_that_is_none_says_nothing_about_the_card(String body) {
    sandbox.faults().answer(SEND, 1, 200, body);

    assertThatThrownBy(() -> cards.send(requested())).isInstanceOf(PlatformUnavailable.class);
  }

  @Test
  void a_recalled_message_cannot_be_changed() {
    var session = requested();
    var message = shown(cards.send(session));
    sandbox.recall(message.value());

    assertThat(cards.change(denied(session), message)).isInstanceOf(Outcome.Undeliverable.class);
  }

  @Test
  void somebody_the_bot_cannot_write_to_is_undeliverable() {
    var nobody = new CardAddress(CardAddress.Kind.OPEN_ID, "ou_nobody");

    assertThat(cards.send(requested(nobody))).isInstanceOf(Outcome.Undeliverable.class);
  }

  @Test
  void a_tenant_token_is_kept_while_it_is_good() {
    cards.send(requested());
    cards.send(requested());

    assertThat(sandbox.journal().requests("POST", TENANT_TOKEN)).hasSize(1);
  }

  @Test
  void a_tenant_token_that_is_not_taken_any_more_is_replaced_once() {
    sandbox.faults().answer(SEND, 1, 200, "{\"code\":99991663,\"msg\":\"invalid\"}");
    shown(cards.send(requested()));
    assertThat(sandbox.journal().requests("POST", TENANT_TOKEN)).hasSize(2);

    sandbox.faults().answer(SEND, 2, 200, "{\"code\":99991663,\"msg\":\"invalid\"}");
    assertThat(cards.send(requested())).isInstanceOf(Outcome.Undeliverable.class);
  }

  @Test
  void a_tenant_token_that_ends_soon_is_replaced() {
    cards.send(requested());
    sandbox.clock().advance(Duration.ofMinutes(118));
    cards.send(requested());

    assertThat(sandbox.journal().requests("POST", TENANT_TOKEN)).hasSize(2);
  }

  @Test
  void a_wrong_secret_is_told_with_the_platforms_code() {
    deployment.close();
    deployment =
        Deployment.starting(sandbox, Map.of("larkspur.feishu.apps.main.app-secret", "wrong"));
    cards = deployment.get(Cards.class);
    var lines = new ListAppender<ILoggingEvent>();
    var log = (Logger) LoggerFactory.getLogger("dev.larkspur.adapters.feishu");
    lines.start();
    log.addAppender(lines);

    var outcome = (Outcome.Undeliverable) cards.send(requested());

    log.detachAppender(lines);
    assertThat(outcome.error().code()).matches("1001\\d|99991543");
    assertThat(List.copyOf(lines.list))
        .extracting(ILoggingEvent::getFormattedMessage)
        .anyMatch(
            line ->
                line.contains("the card cannot be sent: " + outcome.error())
                    && line.contains("凭证与基础信息"));
  }

  @Test
  void an_app_that_another_instance_may_have_is_left_to_it() {
    var gone = new Person(new AppId("cli_gone"), new OpenId("ou_x"));
    var to = new CardAddress(CardAddress.Kind.OPEN_ID, "ou_x");

    assertThatThrownBy(() -> cards.send(requested(gone, to)))
        .isInstanceOf(PlatformUnavailable.class)
        .hasMessageContaining("cli_gone is not configured here");
  }

  private static MessageId shown(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Shown.class);
    return ((Outcome.Shown) outcome).message();
  }

  private String title(MessageId message) {
    return sandbox.card(message.value()).orElseThrow().title("en_us");
  }

  private String openId(int which) {
    return sandbox.people().get(which).openId();
  }

  private static AuthSession denied(AuthSession session) {
    return new Denied(session.request(), Instant.EPOCH);
  }

  private AuthSession requested() {
    return requested(new CardAddress(CardAddress.Kind.OPEN_ID, openId(0)));
  }

  private AuthSession requested(CardAddress to) {
    return requested(deployment.person(0), to);
  }

  private static AuthSession requested(Person person, CardAddress to) {
    var request =
        new AuthRequest(
            new AuthSessionId(UUID.randomUUID()),
            person,
            Method.WEBSOCKET_CARD,
            Scopes.OFFLINE_ACCESS,
            new Nonce("nonce"),
            new CardWish(to, CardWish.Detail.CONCISE, null, null),
            Occasion.REQUEST,
            UUID.randomUUID(),
            Instant.EPOCH);
    return new Requested(request, Instant.EPOCH.plusSeconds(600));
  }
}
