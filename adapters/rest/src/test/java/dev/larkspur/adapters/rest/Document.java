package dev.larkspur.adapters.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.oas.OpenApi30;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The OpenAPI document as it was made, and what it promises. */
final class Document {
  /**
   * What can be called.
   *
   * @param said by the document
   */
  record Call(String method, String path, JsonNode said) {
    String id() {
      return said.path("operationId").asText();
    }

    Stream<JsonNode> parameters() {
      return said.path("parameters").valueStream();
    }

    /** The contents of the request's body by media type; empty if it has none. */
    JsonNode body() {
      return said.path("requestBody").path("content");
    }

    JsonNode answer(int status) {
      return said.path("responses").path(String.valueOf(status));
    }

    /** What a client that was made from the document accepts. */
    List<String> answerTypes() {
      return said.path("responses")
          .valueStream()
          .flatMap(answer -> answer.path("content").propertyStream().map(Map.Entry::getKey))
          .distinct()
          .toList();
    }

    @Override
    public String toString() {
      return id();
    }
  }

  private static final Path MADE = Path.of("target/classes/META-INF/swagger/larkspur.yml");
  private static final String HERE = "urn:larkspur:openapi";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode root;
  private final JsonSchemaFactory schemas;

  /** Strict: what is not documented must not be there. */
  Document(String yaml) {
    try {
      root = new YAMLMapper().readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
    root.path("components")
        .path("schemas")
        .valueStream()
        .filter(schema -> schema.has("properties"))
        .forEach(schema -> ((ObjectNode) schema).put("additionalProperties", false));
    var dialect = OpenApi30.getInstance();
    schemas =
        JsonSchemaFactory.getInstance(
            VersionFlag.V4,
            builder ->
                builder
                    .metaSchema(dialect)
                    .defaultMetaSchemaIri(dialect.getIri())
                    .schemaLoaders(loaders -> loaders.schemas(Map.of(HERE, root.toString()))));
  }

  static Document made() {
    try {
      return new Document(Files.readString(MADE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Call> calls() {
    var all = new ArrayList<Call>();
    root.path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        call -> all.add(new Call(call.getKey(), path.getKey(), call.getValue()))));
    return all;
  }

  /** The examples of a request's or an answer's content. */
  static List<JsonNode> examples(JsonNode content) {
    return content.path("examples").valueStream().map(example -> example.path("value")).toList();
  }

  /** What is wrong with a body of that type, in the schema's words; empty: nothing. */
  List<String> wrong(String type, JsonNode content, String body) {
    return type.equals("text/event-stream")
        ? states(body).flatMap(data -> wrong(content.path("schema"), data).stream()).toList()
        : wrong(content.path("schema"), body);
  }

  List<String> wrong(JsonNode schema, String json) {
    try {
      return wrong(schema, JSON.readTree(json));
    } catch (JsonProcessingException e) {
      return List.of("not JSON: " + e.getOriginalMessage());
    }
  }

  List<String> wrong(JsonNode schema, JsonNode value) {
    var config = SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    var reference = Optional.ofNullable(schema.get("$ref")).map(JsonNode::asText);
    var found =
        reference
            .map(name -> schemas.getSchema(SchemaLocation.of(HERE + name), config))
            .orElseGet(() -> schemas.getSchema(schema, config));
    return found.validate(value).stream().map(Object::toString).toList();
  }

  /** The data of the events that tell a state. */
  private static Stream<String> states(String stream) {
    return Stream.of(stream.split("\n\n"))
        .filter(event -> event.contains("event: state"))
        .map(event -> event.substring(event.indexOf("data: ") + "data: ".length()));
  }
}
