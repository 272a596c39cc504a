package dev.larkspur.sandbox.transport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larkspur.sandbox.transport.Delivered.Outcome;
import dev.larkspur.sandbox.world.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Compares an acknowledgement with what was sent.
 *
 * <p>Not strict means: as the SDK for Node does it, whose numbers lose bits above 2^53 and whose
 * clock may run backwards.
 */
final class AckCheck {
  private final boolean strict;

  AckCheck(boolean strict) {
    this.strict = strict;
  }

  /** {@code sent} are all parts of the message; the acknowledgement repeats any one of them. */
  Delivered judge(List<Frame> sent, Frame ack, Duration took) {
    if (sent.stream().noneMatch(part -> repeats(part, ack))) {
      return bad(
          "the acknowledgement does not repeat SeqID, LogID, service, method and headers", took);
    }
    var rt = ack.header("biz_rt");
    if (rt.isEmpty() || !rt.get().matches(strict ? "\\d{1,9}" : "-?\\d{1,18}")) {
      return bad("biz_rt is missing or no number of milliseconds", took);
    }
    return Json.read(ack.payload().text())
        .map(answer -> judge(answer, took))
        .orElseGet(() -> bad("the payload is not JSON", took));
  }

  private Delivered judge(JsonNode answer, Duration took) {
    if (answer.path("code").asInt(-1) != 200) {
      return Delivered.failed(
          Outcome.HANDLER_FAILED, "the app answered code " + answer.path("code"), took);
    }
    var data = answer.path("data").asText("");
    if (data.isEmpty() || answer.path("data").isNull()) {
      return Delivered.failed(Outcome.ANSWERED_WITHOUT_DATA, "no data", took);
    }
    return decoded(data)
        .flatMap(Json::read)
        .map(json -> new Delivered(Outcome.ANSWERED, json, "", took))
        .orElseGet(() -> bad("data is not base64 of JSON", took));
  }

  private boolean repeats(Frame part, Frame ack) {
    return part.seqId() == ack.seqId()
        && sameLogId(part.logId(), ack.logId())
        && part.service() == ack.service()
        && part.method() == ack.method()
        && ack.headers().containsAll(part.headers());
  }

  private boolean sameLogId(long sent, long acked) {
    return strict ? sent == acked : (double) sent == (double) acked;
  }

  private static Optional<String> decoded(String base64) {
    try {
      return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Delivered bad(String why, Duration took) {
    return Delivered.failed(Outcome.BAD_ACK, why, took);
  }
}
