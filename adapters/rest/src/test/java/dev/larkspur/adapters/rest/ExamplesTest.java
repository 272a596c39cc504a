package dev.larkspur.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larkspur.adapters.rest.Document.Call;
import dev.larkspur.application.Cast;
import dev.larkspur.application.access.KeyHash;
import dev.larkspur.application.token.port.TokenRefresh;
import dev.larkspur.domain.access.Caller;
import dev.larkspur.domain.access.Operation;
import dev.larkspur.domain.access.Reach;
import dev.larkspur.domain.authorization.AuthRequest;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Scopes;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever copies an example from the document gets what the document says. */
class ExamplesTest {
  private static final Document DOCUMENT = Document.made();
  private static final UUID ID = UUID.fromString("0b5f6c1e-6a5e-4a53-9d0c-0f1f6c6f3f11");
  private static final Person ANN = new Person(new AppId("cli_a1b2c3"), new OpenId("ou_d4e5f6"));
  private static final Scopes SCOPES = Scopes.of("docx:document:readonly", "offline_access");

  /**
   * An example of a request.
   *
   * @param body null: without one
   * @param all with the optional parameters
   */
  record Sample(Call call, @Nullable JsonNode body, boolean all) {
    HttpRequest.Builder to(RestServer server) {
      var path = call.path();
      var query = new ArrayList<String>();
      var headers = new ArrayList<String>();
      for (var parameter : call.parameters().toList()) {
        var name = parameter.path("name").asText();
        var in = parameter.path("in").asText();
        for (var value : values(parameter)) {
          switch (in) {
            case "path" -> path = path.replace("{" + name + "}", value);
            case "query" -> query.add(name + "=" + encoded(value));
            case "header" -> headers.addAll(List.of(name, value));
            default -> throw new AssertionError("not expected in a " + in);
          }
        }
      }
      var request =
          HttpRequest.newBuilder(
              server.uri(query.isEmpty() ? path : path + "?" + String.join("&", query)));
      request.header("Authorization", "Bearer " + RestServer.ADMIN_KEY);
      request.header("Accept", String.join(", ", call.answerTypes()));
      if (body != null) {
        request.header("Content-Type", "application/json");
      }
      if (!headers.isEmpty()) {
        request.headers(headers.toArray(String[]::new));
      }
      return request.method(
          call.method().toUpperCase(Locale.ROOT),
          body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
    }

    private List<String> values(JsonNode parameter) {
      var example = parameter.path("example");
      if (!all && !parameter.path("required").asBoolean()) {
        return List.of();
      }
      return example.isArray()
          ? example.valueStream().map(JsonNode::asText).toList()
          : List.of(example.asText());
    }

    private static String encoded(String value) {
      return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
      return call + (all ? " with all parameters " : " ") + (body == null ? "" : body);
    }
  }

  static Stream<Sample> samples() {
    return DOCUMENT.calls().stream()
        .flatMap(
            call -> {
              var bodies = new ArrayList<@Nullable JsonNode>();
              call.body().valueStream().map(Document::examples).forEach(bodies::addAll);
              if (!call.said().path("requestBody").path("required").asBoolean()) {
                bodies.add(null);
              }
              return bodies.stream()
                  .flatMap(
                      body ->
                          Stream.of(new Sample(call, body, true), new Sample(call, body, false)));
            });
  }

  /** Makes true what the examples name. */
  private static void prepare(RestServer server, Call call) {
    var like = Cast.request(ANN, SCOPES);
    var request =
        new AuthRequest(
            new AuthSessionId(ID),
            ANN,
            like.method(),
            SCOPES,
            like.nonce(),
            like.card(),
            like.occasion(),
            like.requestedBy(),
            like.createdAt());
    switch (call.id()) {
      case "requestAuthorization" -> {}
      case "cancelAuthorization" -> server.asked(request);
      default -> server.granted(request);
    }
    var key =
        new Caller(
            ID, "test", Reach.EVERYONE, Set.of(Operation.TOKENS_READ), false, Cast.NOON, null);
    server.platform.next = new TokenRefresh.Answer.Next(Cast.pair(server.clock.instant()));
    server.stores.keys().add(key, KeyHash.of("lk_example"), Caller.FIRST_ADMINISTRATOR);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void an_example_is_answered_as_the_document_says(Sample sample) {
    try (var server = RestServer.knowing(ANN.app())) {
      prepare(server, sample.call());
      var answer = server.send(sample.to(server));
      assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
      var said = sample.call().answer(answer.status());
      assertThat(said.isMissingNode()).as("undocumented: " + answer.status()).isFalse();
      if (answer.text().isEmpty()) {
        assertThat(said.has("content")).isFalse();
        return;
      }
      var type = answer.header("Content-Type").replaceFirst(";.*", "");
      var content = said.path("content").path(type);
      assertThat(content.isMissingNode()).as("undocumented: " + type).isFalse();
      assertThat(DOCUMENT.wrong(type, content, answer.text())).as(answer.text()).isEmpty();
    }
  }

  static List<Call> calls() {
    return DOCUMENT.calls();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void a_call_has_examples_of_all_that_is_sent_and_of_all_good_answers(Call call) {
    assertThat(missing(call)).isEmpty();
  }

  private static List<String> missing(Call call) {
    var missing = new ArrayList<String>();
    call.parameters()
        .filter(parameter -> !parameter.has("example"))
        .forEach(parameter -> missing.add("parameter " + parameter.path("name").asText()));
    call.body()
        .valueStream()
        .filter(content -> Document.examples(content).isEmpty())
        .forEach(_ -> missing.add("request body"));
    call.said()
        .path("responses")
        .properties()
        .forEach(
            answer -> {
              if (answer.getKey().startsWith("2")
                  && answer
                      .getValue()
                      .path("content")
                      .valueStream()
                      .anyMatch(content -> Document.examples(content).isEmpty())) {
                missing.add("answer " + answer.getKey());
              }
            });
    return missing;
  }

  @ParameterizedTest
  @MethodSource("calls")
  void an_example_is_what_its_schema_says(Call call) {
    assertThat(wrong(DOCUMENT, call)).isEmpty();
  }

  private static List<String> wrong(Document document, Call call) {
    var wrong = new ArrayList<String>();
    call.parameters()
        .forEach(
            parameter ->
                wrong.addAll(document.wrong(parameter.path("schema"), parameter.path("example"))));
    var contents =
        Stream.concat(
            Stream.of(call.body()),
            call.said().path("responses").valueStream().map(answer -> answer.path("content")));
    contents
        .flatMap(content -> StreamSupport.stream(content.properties().spliterator(), false))
        .forEach(
            content -> {
              for (var example : Document.examples(content.getValue())) {
                var body = example.isTextual() ? example.asText() : example.toString();
                wrong.addAll(document.wrong(content.getKey(), content.getValue(), body));
              }
            });
    return wrong;
  }

  @Test
  void what_is_wrong_or_forgotten_is_found() {
    var document =
        new Document(
            """
            paths:
              /a:
                get:
                  operationId: a
                  parameters: [{in: query, name: p, schema: {type: integer}, example: x}, {in: query, name: q, schema: {}}]
                  responses:
                    "200":
                      content:
                        application/json:
                          schema: {$ref: "#/components/schemas/A"}
                          examples:
                            wrong: {value: {at: yesterday, unknown: 1}}
                    "201": {content: {application/json: {schema: {type: string}}}}
            components:
              schemas:
                A:
                  type: object
                  required: [id]
                  properties: {id: {type: string}, at: {type: string, format: date-time}}
            """);
    var call = document.calls().getFirst();
    assertThat(missing(call)).containsExactly("parameter q", "answer 201");
    assertThat(wrong(document, call))
        .hasSize(4)
        .anyMatch(text -> text.contains("integer"))
        .anyMatch(text -> text.contains("'id'"))
        .anyMatch(text -> text.contains("'unknown'"))
        .anyMatch(text -> text.contains("date-time"));
  }
}
