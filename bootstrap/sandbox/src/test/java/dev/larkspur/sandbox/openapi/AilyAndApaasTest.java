package dev.larkspur.sandbox.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larkspur.sandbox.Calls;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.world.Json;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AilyAndApaasTest {
  private static final String START = "/open-apis/aily/v1/apps/spring_a__c/skills/skill_b/start";
  private static final String SESSIONS = "/open-apis/aily/v1/sessions";
  private static final Set<String> TALK =
      Set.of("aily:session:write", "aily:message:write", "aily:run:write", "aily:run:read");
  private static final String EXECUTE = "/open-apis/apaas/v1/applications/ns__c/flows/f1/execute";
  private static final String FLOW =
      "{\"operator\":\"{\\\"_id\\\":7}\",\"params\":\"{\\\"a\\\":1}\",\"is_async\":false}";

  private final Sandbox sandbox = Sandbox.start();
  private final Calls app = new Calls(sandbox);
  private final String ann = sandbox.people().getFirst().openId();

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void a_skill_runs_as_the_person_whose_token_it_is() {
    var token = sandbox.mint(ann, Set.of("aily:skill:write")).accessToken();
    var body = Json.object().put("input", "{\"city\":\"Basel\"}");
    body.putObject("global_variable").put("query", "hello");
    var data = app.json("POST", START, token, body).json().path("data");
    assertThat(data.path("status").asText()).isEqualTo("success");
    var output = output(data.path("output"));
    assertThat(output.at("/ran_as/type").asText()).isEqualTo("user");
    assertThat(output.at("/ran_as/open_id").asText()).isEqualTo(ann);
    assertThat(output.path("query").asText()).isEqualTo("hello");
    assertThat(output.at("/input/city").asText()).isEqualTo("Basel");
  }

  @Test
  void a_skill_runs_as_the_app_with_the_apps_token() {
    var data = app.json("POST", START, app.tenantToken(), "{}").json().path("data");
    var output = output(data.path("output"));
    assertThat(output.at("/ran_as/type").asText()).isEqualTo("app");
    assertThat(output.at("/ran_as/app_id").asText()).isEqualTo(sandbox.appId());
    sandbox.console().appScopes(Set.of());
    assertThat(app.json("POST", START, app.tenantToken(), "{}").code()).isEqualTo(99991672);
  }

  @Test
  void a_conversation_is_opened_said_something_in_and_run() {
    var token = sandbox.mint(ann, TALK).accessToken();
    var session = app.json("POST", SESSIONS, token, "{\"metadata\":\"m\"}").json();
    assertThat(session.at("/data/session/metadata").asText()).isEqualTo("m");
    var own = SESSIONS + "/" + session.at("/data/session/id").asText();
    var words = "{\"idempotent_id\":\"1\",\"content_type\":\"MDX\",\"content\":\"hello\"}";
    var said = app.json("POST", own + "/messages", token, words).json();
    assertThat(said.at("/data/message/content").asText()).isEqualTo("hello");
    assertThat(app.json("POST", own + "/messages", token, words).json().path("data"))
        .isEqualTo(said.path("data"));
    var body = "{\"app_id\":\"spring_a__c\"}";
    var run = app.json("POST", own + "/runs", token, body).json().at("/data/run");
    assertThat(run.path("status").asText()).isEqualTo("QUEUED");
    var runs = own + "/runs/" + run.path("id").asText();
    var found = app.json("GET", runs, token, "").json().at("/data/run");
    assertThat(found.path("status").asText()).isEqualTo("COMPLETED");
    assertThat(app.json("POST", runs + "/cancel", token, "").json().at("/data/run"))
        .isEqualTo(found);
    var other = app.json("POST", own + "/runs", token, body).json().at("/data/run/id").asText();
    assertThat(
            app.json("POST", own + "/runs/" + other + "/cancel", token, "")
                .json()
                .at("/data/run/status")
                .asText())
        .isEqualTo("CANCELLED");
  }

  @Test
  void a_conversation_is_nobody_elses_and_each_call_needs_its_scope() {
    var token = sandbox.mint(ann, TALK).accessToken();
    var id = app.json("POST", SESSIONS, token, "{}").json().at("/data/session/id").asText();
    var runs = SESSIONS + "/" + id + "/runs";
    var body = "{\"app_id\":\"spring_a__c\"}";
    var bo = sandbox.addPerson("Bo").openId();
    assertThat(app.json("POST", runs, sandbox.mint(bo, TALK).accessToken(), body).code())
        .isEqualTo(2700001);
    assertThat(app.json("POST", runs, token, "{\"app_id\":\"cli_a\"}").code()).isEqualTo(2700001);
    assertThat(app.json("GET", runs + "/run_1", token, "").code()).isEqualTo(2700001);
    assertThat(app.json("POST", SESSIONS + "/" + id + "/messages", token, "{}").code())
        .isEqualTo(2700001);
    var cara = sandbox.addPerson("Cara").openId();
    var less = sandbox.mint(cara, Set.of("aily:session:write")).accessToken();
    var refused = app.json("POST", runs, less, body);
    assertThat(refused.code()).isEqualTo(99991679);
    assertThat(refused.json().at("/error/permission_violations/0/subject").asText())
        .isEqualTo("aily:run:write");
  }

  @Test
  void a_person_who_did_not_grant_the_scope_is_99991679_and_the_scope_is_named() {
    var token = sandbox.mint(ann, Set.of("docs:document:readonly")).accessToken();
    var refused = app.json("POST", START, token, "{}");
    assertThat(refused.code()).isEqualTo(99991679);
    var violations = refused.json().at("/error/permission_violations");
    assertThat(violations.toString())
        .isEqualTo("[{\"type\":\"action_privilege_required\",\"subject\":\"aily:skill:write\"}]");
  }

  @Test
  void an_expired_token_is_99991677_an_unknown_one_99991668_and_none_99991661() {
    var token = sandbox.mint(ann, Set.of("aily:skill:write")).accessToken();
    sandbox.clock().advance(Duration.ofHours(2));
    assertThat(app.json("POST", START, token, "{}").code()).isEqualTo(99991677);
    assertThat(app.json("POST", START, "eyJunknown", "{}").code()).isEqualTo(99991668);
    assertThat(app.json("POST", START, "", "{}").code()).isEqualTo(99991661);
  }

  @Test
  void what_a_skill_cannot_read_is_2700001() {
    var token = app.tenantToken();
    assertThat(app.json("POST", START, token, "[").code()).isEqualTo(2700001);
    assertThat(app.json("POST", START, token, "{\"input\":{}}").code()).isEqualTo(2700001);
    assertThat(app.json("POST", START, token, "{\"input\":\"{\"}").code()).isEqualTo(2700001);
    var elsewhere = START.replace("spring_a__c", "cli_a");
    assertThat(app.json("POST", elsewhere, token, "{}").code()).isEqualTo(2700001);
    var unnamed = START.replace("skill_b", "b");
    assertThat(app.json("POST", unnamed, token, "{}").code()).isEqualTo(2700001);
  }

  @Test
  void a_flow_runs_for_the_operator_whom_the_app_names() {
    var data = app.json("POST", EXECUTE, app.tenantToken(), FLOW).json().path("data");
    assertThat(data.path("status").asText()).isEqualTo("success");
    assertThat(data.path("execution_id").asText()).isNotEmpty();
    var output = output(data.path("out_params"));
    assertThat(output.at("/operator/_id").asInt()).isEqualTo(7);
    assertThat(output.at("/params/a").asInt()).isEqualTo(1);
  }

  @Test
  void a_flow_does_not_take_a_persons_token() {
    var token = sandbox.mint(ann, Set.of("aily:skill:write")).accessToken();
    var refused = app.json("POST", EXECUTE, token, FLOW);
    assertThat(refused.code()).isEqualTo(99991668);
    assertThat(refused.json().path("msg").asText()).isEqualTo("user access token not support");
    assertThat(app.json("POST", EXECUTE, "eyJunknown", FLOW).code()).isEqualTo(99991663);
  }

  @Test
  void the_same_idempotent_key_is_the_same_execution_and_a_later_result_is_not_there_yet() {
    var once = Json.readObject(FLOW).put("idempotent_key", "k").put("is_async", true);
    var first = app.json("POST", EXECUTE, app.tenantToken(), once).json().path("data");
    var again = app.json("POST", EXECUTE, app.tenantToken(), once).json().path("data");
    var other = app.json("POST", EXECUTE, app.tenantToken(), FLOW).json().path("data");
    assertThat(first.path("status").asText()).isEqualTo("running");
    assertThat(first.path("out_params").asText()).isEmpty();
    assertThat(again).isEqualTo(first);
    assertThat(other.path("execution_id")).isNotEqualTo(first.path("execution_id"));
  }

  @Test
  void operator_and_params_must_be_strings_that_hold_json() {
    for (var wrong :
        new String[] {
          "{}",
          FLOW.replace("_id", "name"),
          "{\"operator\":{\"_id\":7},\"params\":\"{}\"}",
          "{\"operator\":\"{\\\"_id\\\":7}\",\"params\":\"[]\"}"
        }) {
      assertThat(app.json("POST", EXECUTE, app.tenantToken(), wrong).code())
          .as(wrong)
          .isEqualTo(99992402);
    }
  }

  @Test
  void more_than_a_hundred_runs_a_minute_are_too_many() {
    var token = app.tenantToken();
    for (int i = 0; i < 100; i++) {
      app.json("POST", START, token, "{}");
    }
    assertThat(app.json("POST", START, token, "{}").code()).isEqualTo(99991400);
    assertThat(app.json("POST", EXECUTE, token, FLOW).code()).as("each by itself").isZero();
  }

  private static JsonNode output(JsonNode text) {
    return Json.readObject(text.asText());
  }
}
