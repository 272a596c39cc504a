package dev.larkspur.sandbox.transport;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.larkspur.sandbox.Calls;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.SandboxOptions;
import dev.larkspur.sandbox.world.Faults.Refusal;
import dev.larkspur.sandbox.world.Journal;
import dev.larkspur.sandbox.world.Json;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongConnectionTest {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final String BOOTSTRAP = "/callback/ws/endpoint";

  private final Sandbox sandbox = Sandbox.start();
  private final Calls app = new Calls(sandbox);

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void bootstrap_names_the_line_and_how_to_keep_it() {
    var data = bootstrap("AppID", sandbox.appSecret()).json().path("data");
    assertThat(data.path("URL").asText())
        .matches(
            "ws://127.0.0.1:\\d+/ws/v2\\?fpid=493&aid=552564&device_id=\\d{19}"
                + "&access_key=[0-9a-f]{32}&service_id=\\d+&ticket=[0-9a-f-]{36}");
    assertThat(data.path("ClientConfig").path("PingInterval").asInt()).isEqualTo(120);
    assertThat(data.path("ClientConfig").path("ReconnectCount").asInt()).isEqualTo(-1);
  }

  @Test
  void bootstrap_with_keys_in_lower_case_or_a_wrong_secret_is_514() {
    assertThat(bootstrap("app_id", sandbox.appSecret()).code()).isEqualTo(514);
    assertThat(bootstrap("AppID", "wrong").code()).isEqualTo(514);
  }

  @Test
  void bootstrap_of_an_unknown_app_is_1000040346() {
    var body = Json.object().put("AppID", "cli_0000000000000000").put("AppSecret", "x");
    assertThat(app.json("POST", BOOTSTRAP, "", body).code()).isEqualTo(1000040346);
  }

  @Test
  void bootstrap_can_be_busy_broken_or_down_for_a_while() {
    sandbox.faults().bootstrapBusy(1);
    sandbox.faults().bootstrapInternalError(1);
    sandbox.faults().bootstrapHttpError(1, 500);
    assertThat(bootstrap("AppID", sandbox.appSecret()).code()).isEqualTo(1);
    assertThat(bootstrap("AppID", sandbox.appSecret()).code()).isEqualTo(1000040343);
    assertThat(bootstrap("AppID", sandbox.appSecret()).status()).isEqualTo(500);
    assertThat(bootstrap("AppID", sandbox.appSecret()).code()).isZero();
  }

  @Test
  void a_ticket_is_good_once() {
    var address = AppLine.address(sandbox);
    try (var _ = AppLine.to(address)) {
      assertRefused(address, "514", "");
    }
  }

  @Test
  void handshakes_are_in_the_journal_whether_they_succeed_or_not() {
    var address = AppLine.address(sandbox);
    try (var _ = AppLine.to(address)) {
      assertRefused(address, "514", "");
      sandbox.awaitConnections(1, SOON);
    }
    assertThat(sandbox.journal().requests("GET", "/ws/v2"))
        .extracting(Journal.Entry::status)
        .containsExactlyInAnyOrder(101, 401);
  }

  @Test
  void a_ticket_with_another_key_or_none_is_514() {
    var address = AppLine.address(sandbox).toString();
    assertRefused(URI.create(address.replaceAll("access_key=\\w+", "access_key=x")), "514", "");
    assertRefused(
        sandbox.url().resolve("ws://" + sandbox.url().getAuthority() + "/ws/v2"), "514", "");
  }

  @Test
  void handshakes_can_be_refused_as_the_platform_does() {
    sandbox.faults().refuseHandshakes(1, Refusal.FORBIDDEN);
    sandbox.faults().refuseHandshakes(1, Refusal.BUSY);
    assertRefused(AppLine.address(sandbox), "403", "");
    assertRefused(AppLine.address(sandbox), "1", "");
    try (var _ = AppLine.to(AppLine.address(sandbox))) {
      sandbox.awaitConnections(1, SOON);
    }
    sandbox.awaitConnections(0, SOON);
  }

  @Test
  void the_51st_connection_is_514_with_1000040350() {
    var lines = new ArrayList<AppLine>();
    try {
      for (int i = 1; i <= 50; i++) {
        lines.add(AppLine.to(AppLine.address(sandbox)));
      }
      sandbox.awaitConnections(50, SOON);
      assertRefused(AppLine.address(sandbox), "514", "1000040350");
    } finally {
      lines.forEach(AppLine::close);
    }
  }

  @Test
  void the_limit_of_connections_can_be_lowered() {
    try (var small = Sandbox.start(SandboxOptions.defaults().withMostConnections(2));
        var _ = AppLine.to(AppLine.address(small));
        var _ = AppLine.to(AppLine.address(small))) {
      small.awaitConnections(2, SOON);
      assertRefused(AppLine.address(small), "514", "1000040350");
    }
  }

  @Test
  void the_http_status_of_a_refused_handshake_can_be_any() {
    sandbox.faults().refuseHandshakes(1, Refusal.TOO_MANY_CONNECTIONS, 200);
    sandbox.faults().refuseHandshakes(1, Refusal.FORBIDDEN, 514);
    assertThat(assertRefused(AppLine.address(sandbox), "514", "1000040350")).isEqualTo(200);
    assertThat(assertRefused(AppLine.address(sandbox), "403", "")).isEqualTo(514);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 403, 514, 1000040343, 1000040350, 77})
  void bootstrap_can_be_refused_with_any_code(long code) {
    sandbox.faults().bootstrapAnswers(1, code);
    var refused = bootstrap("AppID", sandbox.appSecret());
    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused.status()).isEqualTo(200);
    assertThat(bootstrap("AppID", sandbox.appSecret()).code()).isZero();
  }

  @Test
  void a_ping_is_answered_with_the_configuration() throws Exception {
    try (var line = AppLine.to(AppLine.address(sandbox))) {
      line.ping();
      var pong = line.next(5_000).orElseThrow();
      assertThat(pong.method()).isEqualTo(Frame.CONTROL);
      assertThat(pong.header("type")).contains("pong");
      assertThat(Json.readObject(pong.payload().text()).path("PingInterval").asInt())
          .isEqualTo(120);
    }
  }

  @Test
  void pongs_can_be_muted() throws Exception {
    sandbox.faults().mutePongs(true);
    try (var line = AppLine.to(AppLine.address(sandbox))) {
      line.ping();
      assertThat(line.next(200)).isEmpty();
      sandbox.faults().mutePongs(false);
      line.ping();
      assertThat(line.next(5_000)).isPresent();
    }
  }

  @Test
  void lines_can_be_closed_properly_or_cut() throws Exception {
    try (var line = AppLine.to(AppLine.address(sandbox))) {
      sandbox.awaitConnections(1, SOON);
      sandbox.closeConnections();
      assertThat(line.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1000);
    }
    sandbox.awaitConnections(0, SOON);
    try (var line = AppLine.to(AppLine.address(sandbox))) {
      sandbox.awaitConnections(1, SOON);
      sandbox.dropConnections();
      assertThat(line.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1006);
    }
    sandbox.awaitConnections(0, SOON);
  }

  @Test
  void bytes_that_are_no_frame_close_the_line() throws Exception {
    try (var line = AppLine.to(AppLine.address(sandbox))) {
      line.send(new byte[] {1, 2, 3});
      assertThat(line.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1002);
    }
  }

  private Calls.Answer bootstrap(String idKey, String secret) {
    var body = Json.object().put(idKey, sandbox.appId()).put("AppSecret", secret);
    return app.json("POST", BOOTSTRAP, "", body);
  }

  /** The HTTP status with which it was refused. */
  private static int assertRefused(URI address, String status, String authErrorCode) {
    var failed = catchThrowableOfType(CompletionException.class, () -> AppLine.to(address).close());
    assertThat(failed).hasCauseInstanceOf(WebSocketHandshakeException.class);
    var refused = (WebSocketHandshakeException) requireNonNull(failed.getCause());
    var headers = refused.getResponse().headers();
    assertThat(headers.firstValue("Handshake-Status")).contains(status);
    assertThat(headers.firstValue("Handshake-Msg")).isPresent();
    assertThat(headers.firstValue("Handshake-Autherrcode").orElse("")).isEqualTo(authErrorCode);
    return refused.getResponse().statusCode();
  }
}
