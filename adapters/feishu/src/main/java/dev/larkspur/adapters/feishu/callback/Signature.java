package dev.larkspur.adapters.feishu.callback;

import io.micronaut.http.HttpHeaders;
import java.time.Instant;

/** How a callback is signed; all empty if it is not. */
record Signature(String timestamp, String nonce, String value) {
  static Signature of(HttpHeaders headers) {
    return new Signature(
        header(headers, "X-Lark-Request-Timestamp"),
        header(headers, "X-Lark-Request-Nonce"),
        header(headers, "X-Lark-Signature"));
  }

  private static String header(HttpHeaders headers, String name) {
    var value = headers.get(name);
    return value == null ? "" : value;
  }

  boolean isThere() {
    return !value.isEmpty();
  }

  /** The signed time; one that is none lies far back. */
  Instant time() {
    return timestamp.matches("\\d{1,11}")
        ? Instant.ofEpochSecond(Long.parseLong(timestamp))
        : Instant.EPOCH;
  }
}
