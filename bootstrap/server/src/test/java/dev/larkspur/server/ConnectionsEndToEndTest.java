package dev.larkspur.server;

import static dev.larkspur.server.Play.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What operators see of the long connections, and the ways that need none. */
class ConnectionsEndToEndTest {
  private static final Path ALERTS = Path.of("..", "..", "docs", "prometheus", "alerts.yml");
  private static final Pattern METRIC = Pattern.compile("larkspur_[a-z_]+");

  private static Play play;

  @BeforeAll
  static void begin() {
    play = Play.begin(Play.QUICK, 2);
  }

  @AfterAll
  static void end() {
    play.close();
  }

  @Test
  void the_connections_of_all_instances_are_listed() {
    var app =
        Await.until(
            "all are connected",
            PATIENCE,
            ConnectionsEndToEndTest::app,
            a -> a.path("connections").size() == 4 && !a.toString().contains("\"connecting\""));
    assertThat(app.path("state").asText()).isEqualTo("connected");
    assertThat(app.path("name").asText()).isEqualTo("demo");
  }

  private static JsonNode app() {
    return play.calls().call("GET", "/admin/v1/connections", "").body().path("apps").get(0);
  }

  @Test
  void the_alerts_that_are_shipped_name_metrics_that_there_are() throws Exception {
    var metrics = metrics();
    var named = METRIC.matcher(Files.readString(ALERTS)).results().map(m -> m.group()).toList();
    assertThat(named).hasSizeGreaterThan(2);
    assertThat(named).allSatisfy(name -> assertThat(metrics).contains(name + "{app=\"demo\""));
    assertThat(metrics).contains("larkspur_feishu_connections{app=\"demo\",state=\"connected\"} 2");
  }

  private static String metrics() throws IOException, InterruptedException {
    URI url = play.calls().base().resolve("/prometheus");
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      return answer.body();
    }
  }

  @Test
  void a_link_at_once_needs_no_press() {
    var person = play.sandbox().addPerson("Somebody who is given the link");

    var asked = play.calls().ask(person.openId(), "{\"method\": \"device_link\"}");
    assertThat(asked.status()).isEqualTo(201);
    assertThat(asked.text("state")).isEqualTo("awaiting_consent");
    assertThat(play.sandbox().awaitCard(person.openId(), PATIENCE).text("en_us"))
        .contains("Continue");
    play.sandbox().approve(URI.create(asked.text("authorize_url")), person.openId());

    play.calls(1).await(asked.text("id"), "completed");
    assertThat(play.calls(1).token(person.openId()).status()).isEqualTo(200);
  }

  @Test
  void requests_are_counted_across_instances() {
    var person = play.sandbox().addPerson("Somebody who is asked too often");
    for (int i = 0; i < 5; i++) {
      assertThat(play.calls(i % 2).ask(person.openId()).status()).isIn(200, 201);
    }
    var sixth = play.calls(1).ask(person.openId());
    assertThat(sixth.status()).isEqualTo(429);
    assertThat(sixth.text("code")).isEqualTo("rate_limited");
    assertThat(sixth.retryAfter()).isBetween(1L, 60L);
  }
}
