package dev.larkspur.adapters.rest;

import static dev.larkspur.adapters.rest.RestServer.ADMIN_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.larkspur.domain.identity.Person;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
  private static final String KEYS = "/admin/v1/keys";
  private static final RestServer SERVER = new RestServer();

  private final Person ann = SERVER.somebody();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void a_key_is_told_once_works_and_is_listed_without_itself() {
    var made =
        SERVER.post(
            KEYS,
            ADMIN_KEY,
            """
            {"name": "reporting", "apps": ["%s"], "users": ["%s"],
             "operations": ["tokens:read", "grants:read"], "expires_at": "2030-01-31T01:00:00+01:00",
             "per_second": 1000000}
            """
                .formatted(ann.app(), ann.openId()));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Cache-Control")).isEqualTo("no-store");
    var told = made.json();
    assertThat(told)
        .containsEntry("name", "reporting")
        .containsEntry("apps", List.of(ann.app().value()))
        .containsEntry("users", List.of(ann.openId().value()))
        .containsEntry("operations", List.of("grants:read", "tokens:read"))
        .containsEntry("created_at", SERVER.clock.instant().toString())
        .containsEntry("expires_at", "2030-01-31T00:00:00Z")
        .containsEntry("per_second", 1_000_000)
        .hasSize(9);
    var key = (String) made.get("key");
    assertThat(key).startsWith("lk_").hasSize(46);
    SERVER.get(RestServer.path(ann) + "/token", key).isProblem(404, "authorization_required");

    var listed = SERVER.get(KEYS, ADMIN_KEY);
    assertThat(listed.text()).doesNotContain(key).doesNotContain("\"key\"");
    told.remove("key");
    assertThat(listed.json().get("keys")).asInstanceOf(LIST).contains(told);
  }

  @Test
  void a_key_for_everything_needs_little() {
    var made =
        SERVER.post(
            KEYS,
            ADMIN_KEY,
            "{\"name\":\"all\",\"apps\":\"*\",\"operations\":[\"authorizations:write\"]}");
    assertThat(made.json())
        .containsEntry("apps", "*")
        .doesNotContainKeys("users", "expires_at", "per_second");
    assertThat(
            SERVER
                .post(RestServer.path(ann) + "/authorizations", (String) made.get("key"), null)
                .status())
        .isEqualTo(201);
  }

  @Test
  void a_keys_own_limit_counts_instead_of_the_instances() {
    var made =
        SERVER.post(
            KEYS,
            ADMIN_KEY,
            "{\"name\":\"slow\",\"apps\":\"*\",\"operations\":[\"tokens:read\"],\"per_second\":2}");
    var key = (String) made.get("key");
    var path = RestServer.path(ann) + "/token";
    Answer last;
    do {
      last = SERVER.get(path, key);
      assertThat(last.header("RateLimit-Limit")).isEqualTo("2");
    } while (last.status() == 404); // sooner or later, however slow we are
    last.isProblem(429, "rate_limited");
    assertThat(SERVER.get(path, SERVER.key()).header("RateLimit-Limit")).isEqualTo("5000");
  }

  @Test
  void a_withdrawn_key_is_refused_from_then_on() {
    var key = SERVER.key();
    var path = KEYS + "/" + SERVER.caller(key).id();
    assertThat(SERVER.delete(path, ADMIN_KEY).status()).isEqualTo(204);
    SERVER.get(RestServer.path(ann) + "/token", key).isProblem(401, "unauthenticated");
    SERVER.delete(path, ADMIN_KEY).isProblem(404, "not_found");
    SERVER.delete(KEYS + "/" + UUID.randomUUID(), ADMIN_KEY).isProblem(404, "not_found");
    SERVER.delete(KEYS + "/1", ADMIN_KEY).isInvalid("id");
  }

  private Answer rotate(String id, @Nullable String body) {
    return SERVER.post(KEYS + "/" + id + "/rotate", ADMIN_KEY, body);
  }

  @Test
  void a_replaced_key_stays_good_for_the_overlap_and_the_new_one_is_told_once() {
    var made =
        SERVER.post(
            KEYS,
            ADMIN_KEY,
            "{\"name\":\"r\",\"apps\":\"*\",\"operations\":[\"tokens:read\"],\"per_second\":900}");
    var old = (String) made.get("key");
    var path = RestServer.path(ann) + "/token";

    var rotated = rotate((String) made.get("id"), "{\"overlap\": 60}");

    assertThat(rotated.status()).isEqualTo(200);
    assertThat(rotated.header("Cache-Control")).isEqualTo("no-store");
    var next = (String) rotated.get("key");
    assertThat(next).startsWith("lk_").hasSize(46).isNotEqualTo(old);
    var told = rotated.json();
    told.put("key", old);
    assertThat(told).isEqualTo(made.json());
    SERVER.get(path, old).isProblem(404, "authorization_required");
    SERVER.get(path, next).isProblem(404, "authorization_required");
    assertThat(SERVER.get(KEYS, ADMIN_KEY).text()).doesNotContain(next);
    SERVER.clock.advance(Duration.ofSeconds(60));
    SERVER.get(path, old).isProblem(401, "unauthenticated");
    SERVER.get(path, next).isProblem(404, "authorization_required");
  }

  @Test
  void an_overlap_is_an_hour_unless_it_is_told_and_can_be_none() {
    var key = SERVER.key();
    var id = SERVER.caller(key).id().toString();
    var path = RestServer.path(ann) + "/token";
    var second = (String) rotate(id, null).get("key");
    SERVER.clock.advance(Duration.ofMinutes(59));
    SERVER.get(path, key).isProblem(404, "authorization_required");
    var third = (String) rotate(id, "{\"overlap\": 604800}").get("key");
    SERVER.get(path, key).isProblem(401, "unauthenticated"); // the oldest, within its overlap
    SERVER.get(path, second).isProblem(404, "authorization_required");
    var fourth = (String) rotate(id, "{\"overlap\": 0}").get("key");
    SERVER.get(path, second).isProblem(401, "unauthenticated");
    SERVER.get(path, third).isProblem(401, "unauthenticated");
    SERVER.get(path, fourth).isProblem(404, "authorization_required");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "604801", "1.5", "\"60\"", "[]", "1e99"})
  void a_wrong_overlap_is_named_and_the_key_stays(String overlap) {
    var key = SERVER.key();
    rotate(SERVER.caller(key).id().toString(), "{\"overlap\":" + overlap + "}")
        .isInvalid("overlap");
    SERVER.get(RestServer.path(ann) + "/token", key).isProblem(404, "authorization_required");
  }

  @Test
  void a_key_that_has_expired_is_not_replaced_and_the_problem_says_what_to_do() {
    var end = SERVER.clock.instant().plusSeconds(60);
    var made =
        SERVER.post(
            KEYS,
            ADMIN_KEY,
            "{\"name\":\"r\",\"apps\":\"*\",\"operations\":[\"tokens:read\"],\"expires_at\":\""
                + end
                + "\"}");
    var id = (String) made.get("id");
    assertThat(rotate(id, null).status()).isEqualTo(200);
    SERVER.clock.advance(Duration.ofSeconds(60));
    var refused = rotate(id, null);
    refused.isProblem(409, "conflict");
    assertThat((String) refused.get("detail"))
        .contains("expired at " + end, "POST /admin/v1/keys")
        .doesNotContain("lk_");
  }

  @Test
  void what_is_no_key_is_not_replaced() {
    rotate(UUID.randomUUID().toString(), null).isProblem(404, "not_found");
    rotate("1", null).isInvalid("id");
    rotate(UUID.randomUUID().toString(), "{\"until\":1}").isInvalid("until");
  }

  @Test
  void the_list_tells_when_a_key_was_used_last() {
    var key = SERVER.key();
    var id = SERVER.caller(key).id();
    SERVER.get(RestServer.path(ann) + "/token", key);
    assertThat(lastUsed(id)).isNull(); // a call writes nothing
    var used = SERVER.clock.instant();
    SERVER.keyUses.flush();
    SERVER.clock.advance(Duration.ofSeconds(30));
    assertThat(lastUsed(id)).isEqualTo(used.toString());
  }

  private static @Nullable Object lastUsed(UUID id) {
    return ((List<?>) SERVER.get(KEYS, ADMIN_KEY).get("keys"))
        .stream()
            .map(key -> (Map<?, ?>) key)
            .filter(key -> id.toString().equals(key.get("id")))
            .findFirst()
            .orElseThrow()
            .get("last_used_at");
  }

  @Test
  void a_key_ends_when_it_says() {
    var ends = SERVER.clock.instant().plus(Duration.ofHours(1));
    var made =
        SERVER.post(
            KEYS,
            ADMIN_KEY,
            "{\"name\":\"short\",\"apps\":\"*\",\"operations\":[\"tokens:read\"],\"expires_at\":\""
                + ends
                + "\"}");
    var key = (String) made.get("key");
    var path = RestServer.path(ann) + "/token";
    SERVER.get(path, key).isProblem(404, "authorization_required");
    SERVER.clock.advance(Duration.ofHours(1));
    SERVER.get(path, key).isProblem(401, "unauthenticated");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'name':'n','apps':'all','operations':['tokens:read']                           | apps",
        "'name':'n','apps':[],'operations':['tokens:read']                              | apps",
        "'name':'n','apps':['a b'],'operations':['tokens:read']                         | apps",
        "'name':'n','apps':['*'],'operations':['tokens:read']                           | apps",
        "'name':'n','apps':7,'operations':['tokens:read']                               | apps",
        "'name':'n','operations':['tokens:read']                                        | apps",
        "'apps':'*','operations':['tokens:read']                                        | name",
        "'name':' ','apps':'*','operations':['tokens:read']                             | name",
        "'name':{},'apps':'*','operations':['tokens:read']                              | name",
        "'name':'n','apps':'*'                                                          | operations",
        "'name':'n','apps':'*','operations':[]                                          | operations",
        "'name':'n','apps':'*','operations':['tokens:write']                            | operations",
        "'name':'n','apps':'*','operations':'tokens:read'                               | operations",
        "'name':'n','apps':'*','operations':['tokens:read'],'users':[]                  | users",
        "'name':'n','apps':'*','operations':['tokens:read'],'users':['']                | users",
        "'name':'n','apps':'*','operations':['tokens:read'],'expires_at':'tomorrow'     | expires_at",
        "'name':'n','apps':'*','operations':['tokens:read'],'expires_at':'2020-01-01T00:00:00Z' | expires_at",
        "'name':'n','apps':'*','operations':['tokens:read'],'expires_at':'+12026-01-01T00:00:00Z' | expires_at",
        "'name':'n','apps':'*','operations':['tokens:read'],'per_second':0              | per_second",
        "'name':'n','apps':'*','operations':['tokens:read'],'per_second':-1             | per_second",
        "'name':'n','apps':'*','operations':['tokens:read'],'per_second':1000001        | per_second",
        "'name':'n','apps':'*','operations':['tokens:read'],'per_second':4294967297     | per_second",
        "'name':'n','apps':'*','operations':['tokens:read'],'per_second':1e30           | per_second",
        "'name':'n','apps':'*','operations':['tokens:read'],'per_second':1.5            | per_second",
        "'name':'n','apps':'*','operations':['tokens:read'],'per_second':'10'           | per_second",
        "'name':'n','apps':'*','operations':['tokens:read'],'administrator':true        | administrator"
      })
  void a_wrong_field_is_named_and_no_key_is_made(String body, String field) {
    var before = SERVER.stores.keys().list().size();
    SERVER.post(KEYS, ADMIN_KEY, "{" + body.replace('\'', '"') + "}").isInvalid(field);
    assertThat(SERVER.stores.keys().list()).hasSize(before);
  }

  @Test
  void without_a_body_all_that_is_needed_is_named() {
    SERVER.post(KEYS, ADMIN_KEY, null).isInvalid("name", "apps", "operations");
  }

  @Test
  void a_long_name_is_refused() {
    var name = "n".repeat(101);
    SERVER
        .post(
            KEYS,
            ADMIN_KEY,
            "{\"name\":\"" + name + "\",\"apps\":\"*\",\"operations\":[\"tokens:read\"]}")
        .isInvalid("name");
  }
}
