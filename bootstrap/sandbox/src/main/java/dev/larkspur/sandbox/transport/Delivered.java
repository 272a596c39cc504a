package dev.larkspur.sandbox.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;

/**
 * What became of one message.
 *
 * @param data what the app answered; missing unless {@code outcome} is ANSWERED
 * @param detail why it failed, for people
 */
public record Delivered(Outcome outcome, JsonNode data, String detail, Duration took) {
  /** From good to bad. */
  public enum Outcome {
    ANSWERED,
    ANSWERED_WITHOUT_DATA,
    HANDLER_FAILED,
    BAD_ACK,
    TIMED_OUT,
    NOT_CONNECTED,
    /** By HTTP only, like the rest: the host has no address. */
    UNKNOWN_HOST,
    UNREACHABLE,
    NOT_OK,
    BAD_BODY
  }

  public static Delivered failed(Outcome outcome, String detail, Duration took) {
    return new Delivered(outcome, MissingNode.getInstance(), detail, took);
  }
}
