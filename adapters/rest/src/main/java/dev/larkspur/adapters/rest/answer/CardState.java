package dev.larkspur.adapters.rest.answer;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.larkspur.application.authorization.port.CardReport.Progress;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** Whether there is a card and it tells the truth, in the words of the outside. */
@Schema(
    description =
        "pending: not sent yet, it is tried. sent: it shows the state that the authorization has."
            + " updating: sent, and being changed to that state. outdated: sent, but it cannot be"
            + " changed to that state. failed: it could not be sent. skipped: the authorization was"
            + " over before the card was sent")
@Serdeable
public enum CardState {
  @JsonProperty("pending")
  PENDING,
  @JsonProperty("sent")
  SENT,
  @JsonProperty("updating")
  UPDATING,
  @JsonProperty("outdated")
  OUTDATED,
  @JsonProperty("failed")
  FAILED,
  @JsonProperty("skipped")
  SKIPPED;

  static CardState of(Progress progress) {
    return switch (progress) {
      case PENDING -> PENDING;
      case SENT -> SENT;
      case UPDATING -> UPDATING;
      case OUTDATED -> OUTDATED;
      case FAILED -> FAILED;
      case SKIPPED -> SKIPPED;
    };
  }
}
