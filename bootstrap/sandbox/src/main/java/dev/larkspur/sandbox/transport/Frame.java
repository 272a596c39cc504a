package dev.larkspur.sandbox.transport;

import java.util.List;
import java.util.Optional;

/**
 * One message of the long connection.
 *
 * @param method 0 is control, 1 is data
 */
record Frame(
    long seqId, long logId, int service, int method, List<Header> headers, Payload payload) {

  static final int CONTROL = 0;
  static final int DATA = 1;

  record Header(String key, String value) {}

  Frame {
    headers = List.copyOf(headers);
  }

  Optional<String> header(String key) {
    return headers.stream()
        .filter(header -> header.key().equals(key))
        .findFirst()
        .map(Header::value);
  }

  boolean isPing() {
    return method == CONTROL && header("type").filter("ping"::equals).isPresent();
  }

  /** Not the payload: it may carry what must not be logged. */
  @Override
  public String toString() {
    return "Frame[method=" + method + ", type=" + header("type").orElse("none") + "]";
  }
}
