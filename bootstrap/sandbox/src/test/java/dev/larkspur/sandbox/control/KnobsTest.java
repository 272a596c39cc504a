package dev.larkspur.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larkspur.sandbox.Calls;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.world.ConsentFaults.DevicePage;
import dev.larkspur.sandbox.world.Json;
import java.util.HashSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnobsTest {
  private final Sandbox sandbox = Sandbox.start();
  private final Calls app = new Calls(sandbox);
  private final String ann = sandbox.people().getFirst().openId();

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void every_knob_is_listed_once_and_its_example_works() {
    var names = new HashSet<String>();
    for (var knob : app.get("/sandbox/faults", "").json().path("knobs")) {
      var name = knob.path("name").asText();
      assertThat(names.add(name)).as(name).isTrue();
      assertThat(knob.path("does").asText()).as(name).isNotEmpty();
      var example = Json.read(knob.path("example").asText().replace("ou_…", ann)).orElseThrow();
      assertThat(set(name, example).status()).as(name).isEqualTo(200);
    }
    assertThat(names).contains("click_type", "refresh", "bot", "device_page");
  }

  @Test
  void the_console_is_set_read_and_reset() {
    var before = app.get("/sandbox/console", "").text();
    var knobs =
        """
        {"bot":false,"refreshing":false,"status":"disabled","scopes":["offline_access"],
         "app_scopes":[],"redirect_uris":["https://a.example/"],
         "events":"developer_server"}\
        """;
    assertThat(app.json("POST", "/sandbox/faults", "", knobs).status()).isEqualTo(200);
    assertThat(app.get("/sandbox/console", "").text())
        .isEqualTo(
            """
            {"status":"disabled","bot":false,"refreshing":false,\
            "events":"developer_server","scopes":["offline_access"],"app_scopes":[],\
            "redirect_uris":["https://a.example/"]}\
            """);
    assertThat(app.json("DELETE", "/sandbox/faults", "", "").status()).isEqualTo(204);
    assertThat(app.get("/sandbox/console", "").text()).isEqualTo(before).contains("enabled");
  }

  @Test
  void people_are_changed_and_restored() {
    var before = sandbox.people();
    var change = Json.object().put("open_id", ann).put("mobile", "").put("en_name", "Annie");
    assertThat(set("person", change.put("new_picture", true)).status()).isEqualTo(200);
    set("available", Json.object().put("open_id", ann).put("available", false));
    var person = sandbox.people().getFirst();
    assertThat(person.mobile()).isEmpty();
    assertThat(person.enName()).isEqualTo("Annie");
    assertThat(person.picture()).isOne();
    assertThat(person.available()).isFalse();
    assertThat(set("person", Json.object().put("open_id", "ou_nobody").put("name", "x")).status())
        .isEqualTo(404);
    sandbox.restore();
    assertThat(sandbox.people()).isEqualTo(before);
  }

  @Test
  void the_page_of_the_device_grant_can_be_broken_in_two_ways() {
    var link = Calls.link(app.begin("offline_access").json()).toString();
    sandbox.faults().consent().devicePage(DevicePage.MALFORMED);
    var malformed = app.get(link, "");
    assertThat(malformed.status()).isEqualTo(400);
    assertThat(malformed.text()).contains("20001");
    set("device_page", Json.toTree("missing"));
    assertThat(app.get(link, "").status()).isEqualTo(404);
    sandbox.restore();
    assertThat(app.get(link, "").text()).contains("id=\"approve\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"bot\":\"no\"}",
        "{\"status\":\"gone\"}",
        "{\"scopes\":\"offline_access\"}",
        "{\"events\":1}",
        "{\"device_page\":\"slow\"}"
      })
  void a_value_that_a_knob_cannot_take_is_400_and_says_what_it_takes(String body) {
    var refused = app.json("POST", "/sandbox/faults", "", body);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.error()).startsWith("must be ");
  }

  private Calls.Answer set(String knob, JsonNode to) {
    var body = Json.object();
    body.set(knob, to);
    return app.json("POST", "/sandbox/faults", "", body);
  }
}
