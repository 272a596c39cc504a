package dev.larkspur.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.Cast;
import dev.larkspur.application.authorization.port.MessageId;
import dev.larkspur.domain.access.Operation;
import dev.larkspur.domain.access.Reach;
import dev.larkspur.domain.authorization.AuthCommand.Cancel;
import dev.larkspur.domain.authorization.AuthCommand.Decline;
import dev.larkspur.domain.authorization.AuthCommand.GiveUp;
import dev.larkspur.domain.authorization.AuthCommand.Sweep;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.CardAddress;
import dev.larkspur.domain.authorization.CardFace;
import dev.larkspur.domain.authorization.CardTemplate;
import dev.larkspur.domain.authorization.CardWish;
import dev.larkspur.domain.authorization.FailureReason;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.PlatformError;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationTest {
  private static final RestServer SERVER = new RestServer();

  private final String key = SERVER.key();
  private final Person ann = SERVER.somebody();
  private final String ask = RestServer.path(ann) + "/authorizations";

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private CardWish cardOf(Answer answer) {
    var id = AuthSessionId.parse((String) answer.get("id"));
    return SERVER.stores.sessions().find(id).orElseThrow().request().card();
  }

  @Test
  void asking_without_a_body_asks_for_the_usual_by_a_detailed_card_to_the_person() {
    var answer = SERVER.post(ask, key, null);
    assertThat(answer.status()).isEqualTo(201);
    var now = SERVER.clock.instant();
    assertThat(answer.json())
        .containsEntry("app_id", ann.app().value())
        .containsEntry("open_id", ann.openId().value())
        .containsEntry("method", "websocket_card")
        .containsEntry("state", "pending")
        .containsEntry("scopes", List.of("docs:document:readonly", "offline_access"))
        .containsEntry("created_at", now.toString())
        .containsEntry("expires_at", now.plus(Cast.PATIENCE).toString())
        .hasSize(8);
    assertThat(answer.header("Location")).isEqualTo("/v1/authorizations/" + answer.get("id"));
    assertThat(cardOf(answer))
        .isEqualTo(
            new CardWish(
                new CardAddress(CardAddress.Kind.OPEN_ID, ann.openId().value()),
                CardWish.Detail.DETAILED,
                null,
                null));
  }

  @Test
  void a_link_at_once_is_told_to_the_service_and_to_nobody_who_may_not_ask() {
    var answer = SERVER.post(ask, key, "{\"method\": \"device_link\"}");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json())
        .containsEntry("method", "device_link")
        .containsEntry("state", "awaiting_consent");
    assertThat((String) answer.get("authorize_url")).startsWith("https://");
    var path = "/v1/authorizations/" + answer.get("id");
    assertThat(SERVER.get(path, key).json()).containsAllEntriesOf(answer.json());
    SERVER
        .get(path, SERVER.key(Reach.EVERYONE, EnumSet.of(Operation.TOKENS_READ)))
        .isProblem(403, "forbidden");
  }

  @Test
  void the_sixth_request_of_a_minute_is_too_often() {
    for (int i = 0; i < 5; i++) {
      assertThat(SERVER.post(ask, key, null).status()).isIn(200, 201);
    }

    var sixth = SERVER.post(ask, key, null);

    sixth.isProblem(429, "rate_limited");
    assertThat(sixth.header("Retry-After")).isEqualTo("60");
    var bo = SERVER.somebody();
    assertThat(SERVER.post(RestServer.path(bo) + "/authorizations", key, null).status())
        .isEqualTo(201);
  }

  @Test
  void all_that_can_be_wished_for_is_taken_over() {
    var answer =
        SERVER.post(
            ask,
            key,
            """
            {
              "scopes": ["calendar:calendar"],
              "method": "websocket_card",
              "card": {
                "to": {"type": "chat_id", "id": "oc_1"},
                "detail": "concise",
                "message": "为了你的日程",
                "privacy_url": "https://example.com/privacy",
                "template_id": "AAqk_1",
                "template_version_name": "1.0.2"
              }
            }
            """);
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.get("scopes")).isEqualTo(List.of("calendar:calendar", "offline_access"));
    assertThat(cardOf(answer))
        .isEqualTo(
            new CardWish(
                new CardAddress(CardAddress.Kind.CHAT_ID, "oc_1"),
                CardWish.Detail.CONCISE,
                "为了你的日程",
                URI.create("https://example.com/privacy"),
                new CardTemplate("AAqk_1", "1.0.2")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"scopes\": null, \"method\": null, \"card\": null}",
        "{\"card\":{\"to\":null}}"
      })
  void null_means_left_out(String body) {
    assertThat(SERVER.post(ask, key, body).status()).isEqualTo(201);
  }

  @Test
  void asking_for_what_a_lookup_misses_asks_for_the_union_by_one_card() {
    SERVER.granted(ann);
    var missing = SERVER.get(RestServer.path(ann) + "/token?scope=calendar:calendar:read", key);
    missing.isProblem(403, "insufficient_scope");
    assertThat(missing.get("missing_scopes")).isEqualTo(List.of("calendar:calendar:read"));

    var asked = SERVER.post(ask, key, "{\"scopes\":[\"calendar:calendar:read\"]}");

    assertThat(asked.get("scopes"))
        .isEqualTo(List.of("calendar:calendar:read", "docs:document:readonly", "offline_access"));
  }

  @Test
  void asking_again_for_as_much_joins_and_for_more_adds() {
    var first = SERVER.post(ask, key, null);
    var joined = SERVER.post(ask, key, null);
    assertThat(joined.status()).isEqualTo(200);
    assertThat(joined.json()).isEqualTo(first.json());
    assertThat(joined.header("Location")).isEqualTo(first.header("Location"));
    var merged = SERVER.post(ask, key, "{\"scopes\":[\"a:b\"]}");
    assertThat(merged.status()).isEqualTo(200);
    assertThat(merged.get("id")).isEqualTo(first.get("id"));
    assertThat(merged.get("scopes"))
        .isEqualTo(List.of("a:b", "docs:document:readonly", "offline_access"));
  }

  @Test
  void asking_for_more_after_the_click_replaces_and_the_old_one_names_the_new_one() {
    var asked = SERVER.asked(ann);
    SERVER.advance(asked.id(), Cast.click(asked, SERVER.clock.instant()));
    var replaced = SERVER.post(ask, key, "{\"scopes\":[\"a:b\"]}");
    assertThat(replaced.status()).isEqualTo(201);
    assertThat(SERVER.get("/v1/authorizations/" + asked.id(), key).json())
        .containsEntry("state", "cancelled")
        .containsEntry("reason", "superseded")
        .containsEntry("superseded_by", replaced.get("id"));
  }

  @Test
  void asking_for_more_while_consent_is_checked_has_to_wait_a_moment() {
    SERVER.consented(ann);
    var answer = SERVER.post(ask, key, "{\"scopes\":[\"a:b\"]}").isProblem(409, "conflict");
    assertThat(answer.get("retryable")).isEqualTo(true);
    assertThat(answer.header("Retry-After")).isEqualTo("1");
  }

  @Test
  void an_app_that_is_not_here_cannot_ask() {
    var elsewhere = RestServer.path(new Person(Cast.OTHER_APP, ann.openId())) + "/authorizations";
    SERVER.post(elsewhere, key, null).isProblem(404, "not_found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'scopes':[]}                                     | scopes",
        "{'scopes':'a'}                                    | scopes",
        "{'scopes':['a',1]}                                | scopes",
        "{'scopes':['a b']}                                | scopes",
        "{'scopes':['']}                                   | scopes",
        "{'method':'http_callback'}                        | method",
        "{'method':'oauth'}                                | method",
        "{'method':'telepathy'}                            | method",
        "{'method':7}                                      | method",
        "{'card':[]}                                       | card",
        "{'card':{'template_id':''}}                       | card.template_id",
        "{'card':{'template_id':'AAq ${x}'}}               | card.template_id",
        "{'card':{'template_id':7}}                        | card.template_id",
        "{'card':{'template_id':'t','template_version_name':'1 0'}}| card.template_version_name",
        "{'card':{'template_version_name':'1.0.0'}}        | card.template_id",
        "{'card':{'detail':'verbose'}}                     | card.detail",
        "{'card':{'message':''}}                           | card.message",
        "{'card':{'message':'nul\\u0000'}}                 | card.message",
        "{'card':{'message':'half \\ud83d'}}               | card.message",
        "{'card':{'privacy_url':'javascript:alert(1)'}}    | card.privacy_url",
        "{'card':{'privacy_url':'https://u:p@example.com'}}| card.privacy_url",
        "{'card':{'privacy_url':'https://exa mple.com'}}   | card.privacy_url",
        "{'card':{'privacy_url':'/privacy'}}               | card.privacy_url",
        "{'card':{'to':'ou_1'}}                            | card.to",
        "{'card':{'to':{'type':'open_id'}}}                | card.to.id",
        "{'card':{'to':{'id':'ou_1'}}}                     | card.to.type",
        "{'card':{'to':{'type':'phone','id':'1'}}}         | card.to.type",
        "{'card':{'to':{'type':'email','id':' '}}}         | card.to.id",
        "{'card':{'to':{'type':'email','id':'a','x':1}}}   | card.to.x",
        "{'card':{'colour':'red'}}                         | card.colour",
        "{'user':'ou_2'}                                   | user"
      })
  void a_wrong_field_is_named_and_nobody_is_asked(String body, String field) {
    SERVER.post(ask, key, body.replace('\'', '"')).isInvalid(field);
    assertThat(SERVER.stores.sessions().findOpen(ann)).isEmpty();
  }

  @Test
  void all_wrong_fields_are_named_at_once() {
    var answer =
        SERVER.post(ask, key, "{\"method\":\"telepathy\",\"card\":{\"detail\":1},\"x\":1}");
    answer.isProblem(400, "invalid_request");
    assertThat(answer.fields()).containsExactlyInAnyOrder("x", "method", "card.detail");
  }

  @Test
  void more_scopes_than_the_platform_takes_are_refused_also_in_sum() {
    SERVER.post(ask, key, scopes(0, 51)).isInvalid("scopes");
    SERVER.post(ask, key, scopes(0, 50)).isInvalid("scopes"); // with offline_access
    assertThat(SERVER.post(ask, key, scopes(0, 49)).status()).isEqualTo(201);
    SERVER.post(ask, key, scopes(49, 50)).isInvalid("scopes");
  }

  private static String scopes(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "\"scope:" + i + "\"")
        .collect(Collectors.joining(",", "{\"scopes\":[", "]}"));
  }

  @Test
  void each_state_has_its_name() {
    var asked = SERVER.asked(ann);
    var now = SERVER.clock.instant();
    assertThat(state(asked.id())).isEqualTo("pending");
    var click = Cast.click(asked, now);
    SERVER.advance(asked.id(), click);
    assertThat(state(asked.id())).isEqualTo("pending");
    SERVER.advance(asked.id(), Cast.linkReady(click.claim(), now));
    assertThat(state(asked.id())).isEqualTo("awaiting_consent");
    SERVER.advance(asked.id(), Cast.approved(now));
    assertThat(state(asked.id())).isEqualTo("awaiting_consent");
    SERVER.advance(asked.id(), Cast.verified(ann));
    assertThat(SERVER.get("/v1/authorizations/" + asked.id(), key).json())
        .containsEntry("state", "completed")
        .containsEntry("completed_at", now.toString())
        .doesNotContainKey("reason");
  }

  @Test
  void each_way_to_end_without_a_token_has_its_name() {
    var declined = SERVER.asked(SERVER.somebody());
    SERVER.advance(declined.id(), new Decline(declined.person(), declined.request().nonce()));
    assertThat(state(declined.id())).isEqualTo("declined");

    var cancelled = SERVER.asked(SERVER.somebody());
    SERVER.advance(cancelled.id(), new Cancel());
    assertThat(SERVER.get("/v1/authorizations/" + cancelled.id(), key).json())
        .containsEntry("state", "cancelled")
        .doesNotContainKeys("reason", "superseded_by", "completed_at");

    var expired = SERVER.asked(SERVER.somebody());
    SERVER.clock.advance(Cast.PATIENCE);
    SERVER.advance(expired.id(), new Sweep(Cast.claim(SERVER.clock.instant())));
    assertThat(SERVER.get("/v1/authorizations/" + expired.id(), key).json())
        .containsEntry("state", "expired")
        .containsEntry("expires_at", SERVER.clock.instant().toString());
  }

  @Test
  void a_failure_says_why_with_what_the_platform_said() {
    var asked = SERVER.asked(ann);
    SERVER.advance(
        asked.id(),
        new GiveUp(
            FailureReason.CARD_UNDELIVERABLE,
            new PlatformError("230013", "no availability", "log1"),
            null));
    var answer = SERVER.get("/v1/authorizations/" + asked.id(), key);
    assertThat(answer.json())
        .containsEntry("state", "failed")
        .containsEntry("reason", "card_undeliverable")
        .containsEntry("platform_code", "230013")
        .containsEntry("log_id", "log1");
  }

  @Test
  void it_can_be_seen_how_far_the_card_has_come() {
    var asked = SERVER.asked(ann);
    var cards = SERVER.stores.cards();
    var now = SERVER.clock.instant();
    assertThat(card(asked.id())).isEqualTo(Map.of("state", "pending", "attempts", 0));
    cards.postpone(asked, now, true, new PlatformError("230020", "too often", "log1"));
    assertThat(card(asked.id()))
        .isEqualTo(
            Map.of(
                "state",
                "pending",
                "attempts",
                1,
                "error",
                Map.of("code", "230020", "message", "too often")));
    cards.shown(asked, new MessageId("om_1"));
    assertThat(card(asked.id())).isEqualTo(Map.of("state", "sent", "attempts", 0));
    SERVER.advance(asked.id(), new Cancel());
    assertThat(card(asked.id())).isEqualTo(Map.of("state", "updating", "attempts", 0));
    cards.giveUp(asked.id(), CardFace.CANCELLED, new PlatformError("230011", null, null));
    assertThat(card(asked.id()))
        .isEqualTo(Map.of("state", "outdated", "attempts", 1, "error", Map.of("code", "230011")));
  }

  private Object card(AuthSessionId id) {
    return SERVER.get("/v1/authorizations/" + id, key).get("card");
  }

  @Test
  void nothing_secret_is_told_of_a_session() {
    var verifying = SERVER.consented(ann);
    assertThat(SERVER.get("/v1/authorizations/" + verifying.id(), key).text())
        .doesNotContain(verifying.pair().access().reveal())
        .doesNotContain(verifying.request().nonce().value())
        .doesNotContain("authorize_url");
  }

  @Test
  void a_request_can_be_withdrawn_once() {
    var path = SERVER.post(ask, key, null).header("Location");
    var answer = SERVER.delete(path, key);
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.text()).isEmpty();
    assertThat(SERVER.get(path, key).get("state")).isEqualTo("cancelled");
    assertThat(SERVER.delete(path, key).isProblem(409, "conflict").get("retryable"))
        .isEqualTo(false);
  }

  @Test
  void while_consent_is_checked_it_is_too_late_to_withdraw() {
    var verifying = SERVER.consented(ann);
    var answer = SERVER.delete("/v1/authorizations/" + verifying.id(), key);
    assertThat(answer.isProblem(409, "conflict").get("retryable")).isEqualTo(true);
  }

  @Test
  void an_unknown_id_is_told_to_who_may_know_and_a_wrong_one_to_everybody() {
    var unknown = "/v1/authorizations/" + UUID.randomUUID();
    SERVER.get(unknown, key).isProblem(404, "not_found");
    SERVER.delete(unknown, key).isProblem(404, "not_found");
    for (var id : List.of("1", "1-1-1-1-1", "%00", "..%2f..", "x".repeat(300))) {
      SERVER.get("/v1/authorizations/" + id, key).isInvalid("id");
      SERVER.delete("/v1/authorizations/" + id, key).isInvalid("id");
    }
  }

  private Object state(AuthSessionId id) {
    return SERVER.get("/v1/authorizations/" + id, key).get("state");
  }
}
