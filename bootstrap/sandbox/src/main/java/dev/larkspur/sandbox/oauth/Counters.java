package dev.larkspur.sandbox.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.larkspur.sandbox.world.Json;
import java.util.SortedMap;

/**
 * What the token endpoints have seen and done so far.
 *
 * @param refreshTokens how many were given out
 * @param presentations of these refresh tokens; what was never given out is not counted
 * @param refusedByLimit answers with 99991400, at any address
 * @param tokenCallsRefusedByLimit those of them that were calls of the token endpoints and met the
 *     real limit, not a fault
 * @param polls of the device codes, not counting those that the rate limit refused
 * @param refreshesByAnswer by code; {@code ok}, {@code garbage} and {@code dropped} are no codes
 */
public record Counters(
    long refreshTokens,
    Seen presentations,
    Rotations rotations,
    long refusedByLimit,
    long tokenCallsRefusedByLimit,
    Seen polls,
    SortedMap<String, Long> refreshesByAnswer) {

  /** How often each of many was seen: {@code histogram} has how many were seen so often. */
  public record Seen(long total, int max, SortedMap<Integer, Long> histogram) {}

  /**
   * Refreshes that were carried out, and those of them whose answer was handed over whole.
   *
   * @param delivered counted once the answer is written, so possibly an instant after it is read
   */
  public record Rotations(long issued, long delivered) {}

  public JsonNode toJson() {
    var body = Json.object().put("refresh_tokens", refreshTokens);
    describe(presentations, body.putObject("presentations"))
        .set("histogram", Json.toTree(presentations.histogram()));
    body.putObject("rotations")
        .put("issued", rotations.issued())
        .put("delivered", rotations.delivered());
    body.put("refused_by_limit", refusedByLimit)
        .put("token_calls_refused_by_limit", tokenCallsRefusedByLimit);
    describe(polls, body.putObject("polls"));
    body.set("refreshes_by_answer", Json.toTree(refreshesByAnswer));
    return body;
  }

  private static ObjectNode describe(Seen seen, ObjectNode json) {
    return json.put("total", seen.total()).put("max", seen.max());
  }
}
