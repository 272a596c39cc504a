package dev.larkspur.sandbox.callback;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where an app takes its callbacks, and what the two sides agreed on in the console. */
record Receiver(URI url, String verificationToken, @Nullable EncryptKey key) {

  Receiver {
    if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
      throw new IllegalArgumentException("the callback address must be http or https");
    }
    if (verificationToken.isBlank()) {
      throw new IllegalArgumentException("the verification token must not be empty");
    }
  }

  /** Sealed and signed if there is a key; plain otherwise. */
  CallbackRequest request(JsonNode message, Instant signedAt) {
    var headers = new HashMap<String, String>();
    headers.put("content-type", "application/json; charset=utf-8");
    if (key == null) {
      return new CallbackRequest(message.toString(), headers);
    }
    var body = key.seal(message.toString());
    var timestamp = Long.toString(signedAt.getEpochSecond());
    var nonce = UUID.randomUUID().toString();
    headers.putAll(
        Map.of(
            CallbackRequest.TIMESTAMP, timestamp,
            CallbackRequest.NONCE, nonce,
            CallbackRequest.SIGNATURE, key.sign(timestamp, nonce, body)));
    return new CallbackRequest(body, headers);
  }

  /** Without token and key. */
  @Override
  public String toString() {
    return "Receiver[" + url + "]";
  }
}
