package dev.larkspur.adapters.rest;

import static dev.larkspur.domain.access.Operation.AUTHORIZATIONS_WRITE;
import static dev.larkspur.domain.access.Operation.GRANTS_READ;
import static dev.larkspur.domain.access.Operation.GRANTS_WRITE;
import static dev.larkspur.domain.access.Operation.TOKENS_READ;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.adapters.jwt.IssuerInTest;
import dev.larkspur.application.Cast;
import dev.larkspur.domain.access.Operation;
import dev.larkspur.domain.access.Reach;
import dev.larkspur.domain.authorization.AuthCommand;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may what: every kind of key, and of token, against every call. */
@ParameterizedClass
@EnumSource
class AccessTest {
  private static final IssuerInTest ISSUER = new IssuerInTest();
  private static final RestServer SERVER = server();
  private static final Set<Operation> ALL = EnumSet.allOf(Operation.class);

  /** As our own server is: what is remembered is answered before the framework sees it. */
  private static RestServer server() {
    var settings = new HashMap<>(ISSUER.settings());
    settings.put("larkspur.rest.owns-server", "true");
    var server = new RestServer(settings);
    server.remember();
    return server;
  }

  @AfterAll
  static void stop() {
    SERVER.close();
    ISSUER.close();
  }

  /** What a caller shows. */
  enum Shown {
    KEY,
    TOKEN
  }

  private final Shown shown;

  AccessTest(Shown shown) {
    this.shown = shown;
  }

  private String key(Reach reach, Set<Operation> operations) {
    return switch (shown) {
      case KEY -> SERVER.key(reach, operations);
      case TOKEN -> token(reach, operations);
    };
  }

  private static String token(Reach reach, Set<Operation> operations) {
    return ISSUER.token(
        SERVER.clock.instant(),
        claims ->
            claims
                .claim("scope", texts(operations, Operation::text))
                .claim("larkspur_apps", texts(reach.apps(), AppId::value))
                .claim("larkspur_users", texts(reach.users(), OpenId::value)));
  }

  private static <T> Object texts(@Nullable Set<T> all, Function<T, String> text) {
    return all == null ? "*" : all.stream().map(text).toList();
  }

  /** The calls, with what each needs. */
  enum Call {
    TOKEN(TOKENS_READ, "GET", "%s/token"),
    REFRESH(TOKENS_READ, "POST", "%s/token/refresh"),
    REVOKE(GRANTS_WRITE, "DELETE", "%s/token"),
    GRANT(GRANTS_READ, "GET", "%s/grant"),
    ASK(AUTHORIZATIONS_WRITE, "POST", "%s/authorizations"),
    STATUS(AUTHORIZATIONS_WRITE, "GET", "/v1/authorizations/%s"),
    EVENTS(AUTHORIZATIONS_WRITE, "GET", "/v1/authorizations/%s/events"),
    CANCEL(AUTHORIZATIONS_WRITE, "DELETE", "/v1/authorizations/%s");

    private final Operation operation;
    private final String method;
    private final String path;

    Call(Operation operation, String method, String path) {
      this.operation = operation;
      this.method = method;
      this.path = path;
    }

    Answer about(Person person, String key) {
      var id = path.startsWith("%s") ? RestServer.path(person) : asked(person);
      return SERVER.call(method, path.formatted(id), key, null);
    }

    private AuthSessionId asked(Person person) {
      var id = SERVER.asked(person).id();
      if (this == EVENTS) { // which end with the authorization
        SERVER.advance(id, new AuthCommand.Cancel());
      }
      return id;
    }

    /** As the document has it. */
    String documented() {
      return method
          + " "
          + path.replaceFirst("^%s", "/v1/apps/{app_id}/users/{open_id}").replace("%s", "{id}");
    }

    Answer aboutNothing(String key) {
      var nowhere = new Person(Cast.OTHER_APP, SERVER.somebody().openId());
      var id = path.startsWith("%s") ? RestServer.path(nowhere) : UUID.randomUUID();
      return SERVER.call(method, path.formatted(id), key, null);
    }
  }

  @Test
  void there_is_no_call_about_a_person_that_is_not_tried_here() {
    assertThat(DocsTest.calls())
        .map(call -> call.method().toUpperCase(Locale.ROOT) + " " + call.path())
        .filteredOn(call -> call.contains(" /v1/"))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Call.values()).map(Call::documented).toList());
  }

  static Stream<Arguments> callsAndOperations() {
    return Stream.of(Call.values())
        .flatMap(call -> Stream.of(Operation.values()).map(o -> Arguments.of(call, o)));
  }

  @ParameterizedTest
  @MethodSource("callsAndOperations")
  void a_call_needs_its_operation_and_no_other(Call call, Operation operation) {
    var answer = call.about(SERVER.somebody(), key(Reach.EVERYONE, Set.of(operation)));
    if (operation == call.operation) {
      assertThat(answer.status()).isNotIn(401, 403);
    } else {
      answer.isProblem(403, "forbidden");
    }
  }

  @ParameterizedTest
  @EnumSource(Call.class)
  void a_key_for_one_person_reaches_nobody_else(Call call) {
    var ann = SERVER.somebody();
    var key = key(new Reach(Set.of(ann.app()), Set.of(ann.openId())), ALL);
    assertThat(call.about(ann, key).status()).isNotIn(401, 403);
    call.about(SERVER.somebody(), key).isProblem(403, "forbidden");
    call.about(new Person(Cast.OTHER_APP, ann.openId()), key).isProblem(403, "forbidden");
  }

  @ParameterizedTest
  @EnumSource(Call.class)
  void a_key_for_one_app_reaches_no_other(Call call) {
    var key = key(new Reach(Set.of(Cast.APP), null), ALL);
    assertThat(call.about(SERVER.somebody(), key).status()).isNotIn(401, 403);
    call.about(new Person(Cast.OTHER_APP, SERVER.somebody().openId()), key)
        .isProblem(403, "forbidden");
  }

  @ParameterizedTest
  @EnumSource(Call.class)
  void who_may_not_is_told_the_same_whether_or_not_the_thing_exists(Call call) {
    var ann = SERVER.somebody();
    SERVER.granted(ann);
    var other = key(new Reach(Set.of(new AppId("cli_3")), null), ALL);
    var without = key(Reach.EVERYONE, EnumSet.complementOf(EnumSet.of(call.operation)));
    for (var key : Set.of(other, without)) {
      var existing = call.about(ann, key).isProblem(403, "forbidden");
      assertThat(call.aboutNothing(key).json()).isEqualTo(existing.json());
    }
  }

  @Test
  void who_may_not_gets_nothing_that_is_remembered() {
    var ann = SERVER.somebody();
    SERVER.granted(ann);
    var token = RestServer.path(ann) + "/token";
    var lookups = Set.of(TOKENS_READ);
    var herself = key(new Reach(Set.of(ann.app()), Set.of(ann.openId())), lookups);
    for (int i = 0; i < 3; i++) { // told that it is wanted, remembered, answered from memory
      assertThat(SERVER.get(token, herself).status()).isEqualTo(200);
    }
    var strangers =
        List.of(
            key(new Reach(Set.of(ann.app()), Set.of(SERVER.somebody().openId())), lookups),
            key(new Reach(null, Set.of(SERVER.somebody().openId())), lookups),
            key(new Reach(Set.of(Cast.OTHER_APP), null), lookups),
            key(new Reach(Set.of(Cast.OTHER_APP), Set.of(ann.openId())), lookups),
            key(Reach.EVERYONE, EnumSet.complementOf(EnumSet.of(TOKENS_READ))));
    for (var stranger : strangers) {
      SERVER.get(token, stranger).isProblem(403, "forbidden");
      SERVER.get(token, stranger).isProblem(403, "forbidden"); // who is remembered by now
    }
  }

  @ParameterizedTest
  @EnumSource(Call.class)
  void who_may_reach_everyone_is_told_that_a_thing_is_not_there(Call call) {
    call.aboutNothing(key(Reach.EVERYONE, Set.of(call.operation))).isProblem(404, "not_found");
    call.aboutNothing(RestServer.ADMIN_KEY).isProblem(404, "not_found");
  }

  @ParameterizedTest
  @EnumSource(Call.class)
  void an_administrator_may_all(Call call) {
    assertThat(call.about(SERVER.somebody(), RestServer.ADMIN_KEY).status()).isNotIn(401, 403);
  }

  @Test
  void a_services_key_administers_nothing_however_much_it_may() {
    var key =
        key(
            Reach.EVERYONE,
            EnumSet.of(TOKENS_READ, AUTHORIZATIONS_WRITE, GRANTS_READ, GRANTS_WRITE));
    SERVER.get("/admin/v1/keys", key).isProblem(403, "forbidden");
    SERVER.post("/admin/v1/keys", key, "not even JSON").isProblem(403, "forbidden");
    var id = SERVER.caller(SERVER.key()).id();
    SERVER.delete("/admin/v1/keys/" + id, key).isProblem(403, "forbidden");
    SERVER.delete("/admin/v1/keys/not-an-id", key).isProblem(403, "forbidden");
    SERVER.post("/admin/v1/keys/" + id + "/rotate", key, null).isProblem(403, "forbidden");
    SERVER.get("/admin/v1/data-keys", key).isProblem(403, "forbidden");
    SERVER.post("/admin/v1/data-keys/rotate", key, null).isProblem(403, "forbidden");
    SERVER.post("/admin/v1/data-keys/rotate?dry_run=true", key, null).isProblem(403, "forbidden");
    assertThat(SERVER.ring.report().rotation()).isNull();
    assertThat(SERVER.stores.keys().list()).anyMatch(caller -> caller.id().equals(id));
  }

  @Test
  void the_first_administrators_key_cannot_be_withdrawn_or_replaced() {
    var first = "/admin/v1/keys/00000000-0000-0000-0000-000000000000";
    SERVER.post(first + "/rotate", RestServer.ADMIN_KEY, null).isProblem(404, "not_found");
    SERVER.delete(first, RestServer.ADMIN_KEY).isProblem(404, "not_found");
    assertThat(SERVER.get("/admin/v1/keys", RestServer.ADMIN_KEY).status()).isEqualTo(200);
  }
}
