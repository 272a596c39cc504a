package dev.larkspur.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A card in a person's chat, as it was sent.
 *
 * @param value what its button "Authorize" calls back with
 */
record Sheet(String messageId, String openId, JsonNode value) {

  Sheet withAct(String act) {
    var other = value.<ObjectNode>deepCopy().put("act", act);
    return new Sheet(messageId, openId, other);
  }

  /** Without the nonce in the value. */
  @Override
  public String toString() {
    return "Sheet[" + messageId + "]";
  }
}
