package dev.larkspur.application.keys.port;

/** What became of the wish to rotate the data key. */
public sealed interface RotationStart {
  /** It runs. */
  record Started(Rotation rotation) implements RotationStart {}

  /** One was running already; nothing changed. */
  record Running() implements RotationStart {}

  /**
   * An instance that runs cannot open the stored keys, so it would not get to know a new one: the
   * change of the master key has not reached it. Nothing changed.
   */
  record LeftBehind() implements RotationStart {}
}
