package dev.larkspur.application.checkup.port;

import dev.larkspur.domain.token.PlatformError;
import org.jspecify.annotations.Nullable;

/**
 * What one check of an app came to.
 *
 * @param check its name, for people and programs
 */
public record Finding(String check, Outcome outcome) {
  /** Nothing in it is secret. */
  public sealed interface Outcome {
    /** One line for the operator. */
    String what();
  }

  /** As it should be. */
  public record Good(String what) implements Outcome {}

  /**
   * It works, or may work, but not as it should.
   *
   * @param remedy where to click, and what
   */
  public record Doubtful(String what, String remedy) implements Outcome {}

  /**
   * Larkspur cannot work so.
   *
   * @param remedy where to click, and what
   * @param said the platform's own words; null: it said nothing
   */
  public record Failed(String what, String remedy, @Nullable PlatformError said)
      implements Outcome {}

  /**
   * It could not be looked at.
   *
   * @param remedy where to look oneself, or what lets us look; empty: another finding says it
   */
  public record Skipped(String what, String remedy) implements Outcome {}
}
