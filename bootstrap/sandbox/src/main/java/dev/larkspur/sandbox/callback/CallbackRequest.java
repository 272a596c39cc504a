package dev.larkspur.sandbox.callback;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A callback as the platform would post it; a test may spoil it before it is sent. */
public record CallbackRequest(String body, Map<String, String> headers) {
  public static final String TIMESTAMP = "x-lark-request-timestamp";
  public static final String NONCE = "x-lark-request-nonce";
  public static final String SIGNATURE = "x-lark-signature";

  public CallbackRequest {
    var lower = new TreeMap<String, String>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    headers = Map.copyOf(lower);
  }

  /** The same headers over another body. */
  public CallbackRequest withBody(String other) {
    return new CallbackRequest(other, headers);
  }

  public CallbackRequest with(String header, String value) {
    var changed = new TreeMap<>(headers);
    changed.put(header.toLowerCase(Locale.ROOT), value);
    return new CallbackRequest(body, changed);
  }

  public CallbackRequest without(String header) {
    var changed = new TreeMap<>(headers);
    changed.remove(header.toLowerCase(Locale.ROOT));
    return new CallbackRequest(body, changed);
  }

  /** Not the body: it carries tokens. */
  @Override
  public String toString() {
    return "CallbackRequest[" + body.length() + " characters, " + headers.keySet() + "]";
  }
}
