package dev.larkspur.sandbox.callback;

/** What the app answered to one POST. */
public record CallbackAnswer(int status, String body) {
  /** Not the body: it may carry a consent link. */
  @Override
  public String toString() {
    return "CallbackAnswer[" + status + "]";
  }
}
