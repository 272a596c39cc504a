package dev.larkspur.adapters.feishu.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Answers of the platform, as they were seen. */
final class Golden {
  static String answer(String name) {
    try (var file = Golden.class.getResourceAsStream("/oauth/" + name + ".json")) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Golden() {}
}
