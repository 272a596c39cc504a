package dev.larkspur.adapters.rest;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.adapters.rest.answer.ProblemCode;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The document says what is so, and the page that shows it needs nobody else. */
class DocsTest {
  private static final RestServer SERVER = new RestServer();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> in(Map<String, Object> document, String... path) {
    var here = document;
    for (var name : path) {
      here = requireNonNull((Map<String, Object>) here.get(name), name);
    }
    return here;
  }

  private static Map<String, Object> document() {
    var answer = SERVER.get("/openapi.yaml", null);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("application/yaml");
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(answer.text());
  }

  record Call(String method, String path, Map<String, Object> said) {}

  static List<Call> calls() {
    var document = document();
    return in(document, "paths").keySet().stream()
        .flatMap(
            path ->
                in(document, "paths", path).keySet().stream()
                    .map(method -> new Call(method, path, in(document, "paths", path, method))))
        .toList();
  }

  @Test
  void every_call_is_named_once_and_for_good() {
    var names = new TreeMap<String, String>();
    calls()
        .forEach(
            call ->
                names.put(
                    call.method() + " " + call.path(), (String) call.said().get("operationId")));
    assertThat(names)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                entry("get /v1/apps/{app_id}/users/{open_id}/token", "lookUpToken"),
                entry("post /v1/apps/{app_id}/users/{open_id}/token/refresh", "refreshToken"),
                entry("delete /v1/apps/{app_id}/users/{open_id}/token", "revokeToken"),
                entry("get /v1/apps/{app_id}/users/{open_id}/grant", "readGrant"),
                entry(
                    "post /v1/apps/{app_id}/users/{open_id}/authorizations",
                    "requestAuthorization"),
                entry("get /v1/authorizations/{id}", "readAuthorization"),
                entry("get /v1/authorizations/{id}/events", "followAuthorization"),
                entry("delete /v1/authorizations/{id}", "cancelAuthorization"),
                entry("post /admin/v1/keys", "createKey"),
                entry("get /admin/v1/keys", "listKeys"),
                entry("post /admin/v1/keys/{id}/rotate", "rotateKey"),
                entry("delete /admin/v1/keys/{id}", "deleteKey"),
                entry("get /admin/v1/connections", "listConnections"),
                entry("get /admin/v1/data-keys", "readDataKeys"),
                entry("post /admin/v1/data-keys/rotate", "rotateDataKey")));
  }

  @Test
  void every_error_code_is_documented_in_the_schema_and_with_a_call() {
    var codes = Stream.of(ProblemCode.values()).map(ProblemCode::text).toList();
    assertThat(in(document(), "components", "schemas", "ProblemCode").get("enum")).isEqualTo(codes);
    var said = new TreeSet<String>();
    calls().forEach(call -> said.add(in(call.said(), "responses").toString()));
    for (var code : codes) {
      assertThat(said).as(code).anyMatch(responses -> responses.contains("`" + code + "`"));
    }
  }

  @Test
  void every_call_documents_what_every_call_can_come_to() {
    for (var call : calls()) {
      assertThat(in(call.said(), "responses").keySet())
          .as(call.path())
          .contains("400", "401", "403", "405", "406", "413", "415", "500", "503");
      assertThat(call.said().get("tags")).as(call.path()).isNotNull();
      assertThat(call.said().get("summary")).as(call.path()).isNotNull();
    }
  }

  @Test
  void the_key_is_a_bearer_token() {
    assertThat(in(document(), "components", "securitySchemes", "key"))
        .containsEntry("type", "http")
        .containsEntry("scheme", "bearer");
    assertThat(document().get("security")).isEqualTo(List.of(Map.of("key", List.of())));
  }

  @Test
  void nothing_of_the_inside_shows() {
    var schemas = in(document(), "components", "schemas");
    assertThat(schemas.keySet())
        .containsExactlyInAnyOrder(
            "AppConnections",
            "Apps",
            "Authorization",
            "AuthorizationRequest",
            "AuthorizationState",
            "Card",
            "CardAddress",
            "CardError",
            "CardReport",
            "CardState",
            "Connection",
            "Connections",
            "DataKey",
            "DataKeyStatus",
            "DataKeys",
            "FieldError",
            "Grant",
            "GrantState",
            "HowToAsk",
            "Key",
            "KeyRequest",
            "KeyRotationRequest",
            "Keys",
            "MasterKey",
            "Problem",
            "ProblemCode",
            "Rehearsal",
            "RehearsalColumn",
            "Rotation",
            "RotationRequest",
            "RotationState",
            "RotationTable",
            "Token",
            "User");
    assertThat(document().toString()).doesNotContain("dev.larkspur").doesNotContain("{@code");
  }

  /** An object with each property's own example. */
  private static Object example(Map<String, Object> schemas, String name) {
    var made = new TreeMap<String, Object>();
    in(schemas, name, "properties")
        .forEach((property, schema) -> made.put(property, exampleOf(schemas, schema)));
    return made;
  }

  @SuppressWarnings("unchecked")
  private static Object exampleOf(Map<String, Object> schemas, Object schema) {
    var said = (Map<String, Object>) schema;
    if (said.get("allOf") instanceof List<?> all) {
      return exampleOf(schemas, all.getFirst());
    }
    if (said.get("$ref") instanceof String reference) {
      var name = reference.substring(reference.lastIndexOf('/') + 1);
      return in(schemas, name).containsKey("properties")
          ? example(schemas, name)
          : exampleOf(schemas, in(schemas, name));
    }
    var value = said.get("example");
    if (value == null) {
      value = requireNonNull((List<Object>) said.get("enum")).getFirst();
    }
    return value instanceof Date date ? date.toInstant().toString() : value;
  }

  @Test
  void the_documented_requests_are_accepted_with_every_property() throws IOException {
    var schemas = in(document(), "components", "schemas");
    var json = JsonMapper.createDefault();
    var ask = json.writeValueAsString(example(schemas, "AuthorizationRequest"));
    var asked =
        SERVER.post(RestServer.path(SERVER.somebody()) + "/authorizations", SERVER.key(), ask);
    assertThat(asked.status()).as(ask + asked.text()).isEqualTo(201);
    var want = json.writeValueAsString(example(schemas, "KeyRequest"));
    var made = SERVER.post("/admin/v1/keys", RestServer.ADMIN_KEY, want);
    assertThat(made.status()).as(want + made.text()).isEqualTo(201);
    var rotate = json.writeValueAsString(example(schemas, "RotationRequest"));
    var would = SERVER.post("/admin/v1/data-keys/rotate", RestServer.ADMIN_KEY, rotate);
    assertThat(would.status()).as(rotate + would.text()).isEqualTo(200);
  }

  @Test
  void answers_have_no_property_that_is_not_documented() {
    var key = SERVER.key();
    var ann = SERVER.somebody();
    var path = RestServer.path(ann);
    var schemas = in(document(), "components", "schemas");
    var asked = SERVER.post(path + "/authorizations", key, null);
    isDocumented(schemas, "Authorization", asked);
    isDocumented(schemas, "Authorization", SERVER.get(asked.header("Location"), key));
    isDocumented(schemas, "Problem", SERVER.get(path + "/token", key));
    SERVER.delete(asked.header("Location"), key);
    SERVER.granted(ann);
    isDocumented(schemas, "Token", SERVER.get(path + "/token", key));
    isDocumented(schemas, "Grant", SERVER.get(path + "/grant", key));
    isDocumented(schemas, "Problem", SERVER.get(path + "/token?scope=x", key));
    isDocumented(schemas, "Keys", SERVER.get("/admin/v1/keys", RestServer.ADMIN_KEY));
    isDocumented(schemas, "DataKeys", SERVER.get("/admin/v1/data-keys", RestServer.ADMIN_KEY));
    var rotate = "/admin/v1/data-keys/rotate";
    isDocumented(
        schemas, "Rehearsal", SERVER.post(rotate + "?dry_run=true", RestServer.ADMIN_KEY, null));
    isDocumented(schemas, "Rotation", SERVER.post(rotate, RestServer.ADMIN_KEY, null));
  }

  private static void isDocumented(Map<String, Object> schemas, String name, Answer answer) {
    assertThat(in(schemas, name, "properties").keySet()).containsAll(answer.json().keySet());
    @SuppressWarnings("unchecked")
    var required = (List<String>) in(schemas, name).get("required");
    assertThat(answer.json().keySet()).containsAll(required);
  }

  @Test
  void the_page_and_all_that_it_names_come_from_here() {
    var page = SERVER.get("/docs", null);
    assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'self'");
    assertThat(page.text())
        .doesNotContain("http:")
        .doesNotContain("https:")
        .doesNotContain("{start}");
    for (var file :
        List.of("page.js", "swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png")) {
      assertThat(page.text() + "page.js").contains(file);
      var answer = SERVER.get("/docs/" + file, null);
      assertThat(answer.status()).as(file).isEqualTo(200);
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/docs/",
        "/docs/nothing.js",
        "/docs/..%2f..%2f..%2f..%2flarkspur.yml",
        "/docs/%2e%2e/larkspur.yml",
        "/docs/page.html",
        "/docs/%00",
        "/docs/../openapi.yml"
      })
  void nothing_else_of_the_class_path_can_be_had(String path) {
    assertThat(SERVER.get(path, null).status()).isIn(200, 404);
    assertThat(SERVER.get(path, null).text()).doesNotContain("openapi: 3");
  }
}
