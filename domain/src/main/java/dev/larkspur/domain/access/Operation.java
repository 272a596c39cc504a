package dev.larkspur.domain.access;

import java.util.Optional;
import java.util.stream.Stream;

/** What a caller's key may be good for. */
public enum Operation {
  TOKENS_READ("tokens:read"),
  AUTHORIZATIONS_WRITE("authorizations:write"),
  GRANTS_READ("grants:read"),
  GRANTS_WRITE("grants:write");

  private final String text;

  Operation(String text) {
    this.text = text;
  }

  /** The name that callers see. */
  public String text() {
    return text;
  }

  public static Optional<Operation> of(String text) {
    return Stream.of(values()).filter(o -> o.text.equals(text)).findFirst();
  }
}
