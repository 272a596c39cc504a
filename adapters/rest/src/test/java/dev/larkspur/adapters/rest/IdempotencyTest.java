package dev.larkspur.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.Race;
import dev.larkspur.domain.authorization.AuthCommand;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.identity.Person;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyTest {
  private static final RestServer SERVER = new RestServer();
  private static final String KEYS = "/admin/v1/keys";

  private final String key = SERVER.key();
  private final Person ann = SERVER.somebody();
  private final String ask = RestServer.path(ann) + "/authorizations";
  private final String mark = UUID.randomUUID().toString();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private Answer post(String path, String caller, String mark, String body) {
    return SERVER.send(
        HttpRequest.newBuilder(SERVER.uri(path))
            .header("Authorization", "Bearer " + caller)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", mark)
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void a_request_that_is_sent_again_is_answered_as_before_and_not_done_again() {
    var first = post(ask, key, mark, "{}");
    assertThat(first.status()).isEqualTo(201);
    SERVER.advance(AuthSessionId.parse((String) first.get("id")), new AuthCommand.Cancel());

    var again = post(ask, key, mark, "{}");

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    assertThat(again.header("Content-Type")).isEqualTo(first.header("Content-Type"));
    assertThat(SERVER.stores.sessions().findOpen(ann)).isEmpty();
    assertThat(post(ask, key, mark + "2", "{}").get("id")).isNotEqualTo(first.get("id"));
  }

  @Test
  void a_key_is_made_once_and_told_again() {
    var body = "{\"name\":\"reports\",\"apps\":\"*\",\"operations\":[\"tokens:read\"]}";
    int before = SERVER.stores.keys().list().size();
    var first = post(KEYS, RestServer.ADMIN_KEY, mark, body);
    var again = post(KEYS, RestServer.ADMIN_KEY, mark, body);
    assertThat(again.get("key")).isEqualTo(first.get("key"));
    assertThat(SERVER.stores.keys().list()).hasSize(before + 1);
  }

  @Test
  void a_key_is_replaced_once_and_told_again() {
    var path = KEYS + "/" + SERVER.caller(key).id() + "/rotate";
    var first = post(path, RestServer.ADMIN_KEY, mark, "{}");
    var again = post(path, RestServer.ADMIN_KEY, mark, "{}");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(SERVER.get(RestServer.path(ann) + "/grant", key).status()).isEqualTo(404); // not 401
    var other = KEYS + "/" + SERVER.caller(SERVER.key()).id() + "/rotate";
    post(other, RestServer.ADMIN_KEY, mark, "{}").isProblem(422, "idempotency_mismatch");
  }

  @Test
  void the_same_mark_for_something_else_is_a_mistake() {
    post(ask, key, mark, "{}");
    post(ask, key, mark, "{\"method\":\"device_link\"}").isProblem(422, "idempotency_mismatch");
    post(RestServer.path(SERVER.somebody()) + "/authorizations", key, mark, "{}")
        .isProblem(422, "idempotency_mismatch");
  }

  @Test
  void a_mark_belongs_to_its_caller() {
    var first = post(ask, key, mark, "{}");
    SERVER.advance(AuthSessionId.parse((String) first.get("id")), new AuthCommand.Cancel());
    assertThat(post(ask, SERVER.key(), mark, "{}").get("id")).isNotEqualTo(first.get("id"));
  }

  @Test
  void what_was_refused_may_be_mended_and_sent_again() {
    post(ask, key, mark, "{\"scopes\":7}").isProblem(400, "invalid_request");
    assertThat(post(ask, key, mark, "{}").status()).isEqualTo(201);
  }

  @Test
  void of_many_at_once_one_is_done_and_nobody_is_told_otherwise() throws Exception {
    var answers = Race.of(8, () -> post(ask, key, mark, "{}"));
    var done = answers.stream().filter(answer -> answer.status() == 201).toList();
    answers.stream()
        .filter(answer -> answer.status() != 201)
        .forEach(answer -> answer.isProblem(409, "conflict"));
    assertThat(done).isNotEmpty();
    assertThat(done.stream().map(answer -> answer.get("id")).distinct()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "a b"})
  void a_mark_that_cannot_be_one_is_refused(String wrong) {
    post(ask, key, wrong, "{}").isProblem(400, "invalid_request");
  }

  @Test
  void a_mark_has_at_most_255_characters() {
    post(ask, key, "m".repeat(256), "{}").isProblem(400, "invalid_request");
    assertThat(post(ask, key, mark + "m".repeat(255 - mark.length()), "{}").status())
        .isEqualTo(201);
  }
}
