package dev.larkspur.benchmarks.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * What became of a call to a server.
 *
 * @param outcome {@code served}, the code of the problem, or why there was no answer
 */
record Answer(Instant asked, Instant answered, String outcome, JsonNode body) {
  static final String SERVED = "served";

  boolean isServed() {
    return outcome.equals(SERVED);
  }

  String token() {
    return body.path("access_token").asText();
  }

  long epoch() {
    return body.path("epoch").asLong();
  }

  Instant expiresAt() {
    return Instant.parse(body.path("expires_at").asText());
  }

  /** Without the token. */
  @Override
  public String toString() {
    return outcome + " at " + answered;
  }
}
