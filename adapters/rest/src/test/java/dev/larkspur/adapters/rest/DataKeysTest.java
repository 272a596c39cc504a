package dev.larkspur.adapters.rest;

import static dev.larkspur.adapters.rest.RestServer.ADMIN_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.larkspur.application.Cast;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataKeysTest {
  private static final String KEYS = "/admin/v1/data-keys";
  private static final String ROTATE = KEYS + "/rotate";
  private static final String NOW = Cast.NOON.toString();

  private final RestServer server = new RestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private void nextStage() {
    server.clock.advance(Duration.ofMinutes(1));
    server.ring.advance();
  }

  @Test
  void before_any_rotation_there_is_one_key_and_nothing_goes_on() {
    var told = server.get(KEYS, ADMIN_KEY);
    assertThat(told.status()).isEqualTo(200);
    assertThat(told.header("Cache-Control")).isEqualTo("no-store");
    assertThat(told.get("keys"))
        .isEqualTo(
            List.of(Map.of("id", 1, "created_at", NOW, "status", "primary", "ciphertexts", 3)));
    assertThat(told.get("rotation"))
        .isEqualTo(
            Map.of(
                "state", "idle", "total", 0, "done", 0, "percent", 0, "broken", 0, "tables",
                List.of()));
    assertThat(told.get("master_key"))
        .isEqualTo(
            Map.of("current", true, "previous_still_needed", false, "instance_left_behind", false));
  }

  @Test
  void a_rotation_is_accepted_and_can_be_followed_to_its_end() {
    var accepted = server.post(ROTATE, ADMIN_KEY, null);
    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.json())
        .containsEntry("state", "adding")
        .containsEntry("started_at", NOW)
        .doesNotContainKeys("finished_at", "eta_seconds");
    assertThat(server.get(KEYS, ADMIN_KEY).get("keys"))
        .asInstanceOf(LIST)
        .extracting("status")
        .containsExactly("primary", "new");

    nextStage();
    assertThat(server.get(KEYS, ADMIN_KEY).object("rotation"))
        .containsEntry("state", "reencrypting")
        .containsEntry("total", 3)
        .containsEntry("done", 0)
        .containsEntry("percent", 0)
        .containsEntry("eta_seconds", 1)
        .containsEntry(
            "tables", List.of(Map.of("table", "grants", "total", 3, "done", 0, "broken", 0)));
    assertThat(server.get(KEYS, ADMIN_KEY).get("keys"))
        .asInstanceOf(LIST)
        .extracting("status")
        .containsExactly("old", "primary");

    nextStage();
    assertThat(server.get(KEYS, ADMIN_KEY).object("rotation"))
        .containsEntry("state", "retiring")
        .containsEntry("percent", 100)
        .doesNotContainKeys("finished_at", "eta_seconds");

    nextStage();
    assertThat(server.get(KEYS, ADMIN_KEY).object("rotation"))
        .containsEntry("state", "done")
        .containsEntry("finished_at", server.clock.instant().toString());
    assertThat(server.get(KEYS, ADMIN_KEY).get("keys")).asInstanceOf(LIST).hasSize(1);
  }

  @Test
  void while_one_runs_another_is_a_conflict() {
    server.post(ROTATE, ADMIN_KEY, "{}");
    server.post(ROTATE, ADMIN_KEY, null).isProblem(409, "conflict");
    assertThat(server.ring.report().keys()).hasSize(2);
  }

  @Test
  void while_an_instance_has_not_got_the_new_master_key_it_is_a_conflict_that_says_so() {
    server.ring.leaveBehind();
    var refused = server.post(ROTATE, ADMIN_KEY, null).isProblem(409, "conflict");
    assertThat(refused.get("detail")).asString().contains("master key");
    assertThat(server.get(KEYS, ADMIN_KEY).object("master_key"))
        .containsEntry("instance_left_behind", true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "?dry_run=true  | -",
        "?dry_run=true  | {}",
        "''             | {\"dry_run\":true}",
        "?dry_run=false | {\"dry_run\":true}",
        "?dry_run=true  | {\"dry_run\":false}"
      })
  void a_dry_run_tells_what_would_be_done_and_does_nothing(String query, String body) {
    var told = server.post(ROTATE + query, ADMIN_KEY, body);
    assertThat(told.status()).as(told.text()).isEqualTo(200);
    assertThat(told.json())
        .containsEntry("dry_run", true)
        .containsEntry("ciphertexts", 3)
        .containsEntry(
            "columns",
            List.of(
                Map.of("table", "grants", "column", "access_token", "ciphertexts", 3),
                Map.of("table", "grants", "column", "refresh_token", "ciphertexts", 0)));
    assertThat(server.ring.report().rotation()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"dry_run\":\"true\"}",
        "{\"dry_run\":1}",
        "{\"dry_run\":[true]}",
        "{\"dry-run\":true}"
      })
  void whoever_is_not_understood_has_rotated_nothing(String body) {
    server.post(ROTATE, ADMIN_KEY, body).isProblem(400, "invalid_request");
    assertThat(server.ring.report().rotation()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"?dry_run=1", "?dry_run", "?dry_run=true&dry_run=false", "?dryrun=true"})
  void whoever_misspells_the_parameter_has_rotated_nothing(String query) {
    server.post(ROTATE + query, ADMIN_KEY, null).isProblem(400, "invalid_request");
    assertThat(server.ring.report().rotation()).isNull();
  }

  @Test
  void whoever_shows_no_key_is_told_nothing() {
    server.get(KEYS, null).isProblem(401, "unauthenticated");
    server.post(ROTATE, null, null).isProblem(401, "unauthenticated");
  }
}
