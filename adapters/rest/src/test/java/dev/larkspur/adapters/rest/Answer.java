package dev.larkspur.adapters.rest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came back. */
record Answer(HttpResponse<String> response) {
  private static final JsonMapper JSON = JsonMapper.createDefault();

  int status() {
    return response.statusCode();
  }

  String text() {
    return response.body();
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @SuppressWarnings("unchecked")
  Map<String, @Nullable Object> json() {
    try {
      return requireNonNull(JSON.readValue(response.body(), Map.class));
    } catch (IOException e) {
      throw new UncheckedIOException("not JSON: " + response.body(), e);
    }
  }

  Object get(String name) {
    return requireNonNull(json().get(name), name);
  }

  @SuppressWarnings("unchecked")
  Map<String, Object> object(String name) {
    return (Map<String, Object>) get(name);
  }

  /** Asserts that these are problem details, in full. */
  Answer isProblem(int status, String code) {
    assertThat(status()).as(text()).isEqualTo(status);
    assertThat(header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(header("Cache-Control")).isEqualTo("no-store");
    assertThat(json())
        .containsEntry("type", "urn:larkspur:problem:" + code)
        .containsEntry("status", status)
        .containsEntry("code", code)
        .containsKeys("title", "detail", "retryable");
    assertThat(header("Retry-After").isEmpty()).isEqualTo(get("retryable").equals(false));
    return this;
  }

  /** Asserts that the request was refused because of exactly these fields. */
  Answer isInvalid(String... fields) {
    isProblem(400, "invalid_request");
    assertThat(fields()).containsExactly(fields);
    return this;
  }

  @SuppressWarnings("unchecked")
  List<String> fields() {
    return ((List<Map<String, String>>) get("errors")).stream().map(e -> e.get("field")).toList();
  }
}
