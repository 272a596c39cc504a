package dev.larkspur.adapters.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.chat.ShownCard;
import dev.larkspur.sandbox.world.Faults.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.LogManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Everything that can go well or wrong, with every logger at its most talkative. */
class NoSecretIsLoggedTest {
  /** The other side: what it logs is the platform's. */
  private static final List<String> PLATFORM =
      List.of("dev.larkspur.sandbox", "io.javalin", "org.eclipse.jetty", "JavalinLogger");

  /** At TRACE the framework prints every setting that it reads: for the host to switch off. */
  private static final List<String> SETTINGS =
      List.of("io.micronaut.context", "io.micronaut.inject");

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level level = root.getLevel();
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Sandbox sandbox = Sandbox.start();
  private final Set<String> secrets = new HashSet<>();

  @BeforeEach
  void listen() {
    LogManager.getLogManager().reset();
    SLF4JBridgeHandler.install();
    java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.ALL);
    lines.start();
    root.setLevel(Level.TRACE);
    root.detachAppender("out");
    PLATFORM.forEach(name -> ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.OFF));
    SETTINGS.forEach(name -> ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.INFO));
    root.addAppender(lines);
  }

  @AfterEach
  void close() {
    root.detachAppender(lines);
    root.setLevel(level);
    sandbox.close();
  }

  @Test
  void no_secret_that_was_ever_issued_is_logged() {
    sandbox.faults().bootstrapBusy(1);
    sandbox.faults().refuseHandshakes(1, Refusal.AUTH_FAILED);
    try (var deployment = Deployment.starting(sandbox, Map.of())) {
      sandbox.awaitConnections(1, Deployment.PATIENCE);
      granted(deployment, 0);
      wrongAccount(deployment, 1);
      nonsense(deployment, 2);
      var before = bootstraps();
      sandbox.dropConnections();
      Await.until("connecting again", () -> bootstraps() > before);
      sandbox.awaitConnections(1, Deployment.PATIENCE);
      granted(deployment, 1);
    }
    secrets.addAll(sandbox.issuedSecrets());

    var written = new ArrayList<>(lines.list).stream().map(NoSecretIsLoggedTest::text).toList();

    assertThat(written).anyMatch(line -> line.contains("connection=CONNECTED"));
    assertThat(secrets).hasSizeGreaterThan(20);
    assertThat(written.stream().filter(line -> secrets.stream().anyMatch(line::contains)))
        .isEmpty();
  }

  private void granted(Deployment deployment, int who) {
    var card = clicked(deployment, who);
    sandbox.approve(card, sandbox.people().get(who).openId());
    deployment.poll();
    deployment.showCards();
  }

  private void wrongAccount(Deployment deployment, int who) {
    var card = clicked(deployment, who);
    sandbox.faults().answer("/oauth/v1/revoke", 1, 400, "{\"error\":\"unsupported\"}");
    sandbox.approve(card, sandbox.people().get(0).openId());
    deployment.poll();
    deployment.showCards();
  }

  /** Answers that the SDK would like to log with all that was sent. */
  private void nonsense(Deployment deployment, int who) {
    sandbox.faults().answer("/open-apis/im/v1/messages", 1, 200, "");
    deployment.request(deployment.person(who), Scopes.of("docs:document:readonly"));
    deployment.showCards();
    sandbox.clock().advance(Duration.ofMinutes(1));
    var card = clicked(deployment, who);
    sandbox.faults().answer("/open-apis/authen/v1/user_info", 1, 200, "null");
    sandbox.approve(card, sandbox.people().get(who).openId());
    deployment.poll();
  }

  private ShownCard clicked(Deployment deployment, int who) {
    var person = deployment.person(who);
    var openId = person.openId().value();
    var card = deployment.ask(person);
    remember(deployment.session(card));
    sandbox.click(card.messageId(), openId, "authorize");
    return sandbox.card(card.messageId()).orElseThrow();
  }

  private int bootstraps() {
    return sandbox.journal().requests("POST", "/callback/ws/endpoint").size();
  }

  private void remember(AuthSession session) {
    secrets.add(session.request().nonce().value());
  }

  private static String text(ILoggingEvent event) {
    var thrown = event.getThrowableProxy();
    return event.getLoggerName()
        + " "
        + event.getFormattedMessage()
        + " "
        + event.getKeyValuePairs()
        + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown));
  }
}
