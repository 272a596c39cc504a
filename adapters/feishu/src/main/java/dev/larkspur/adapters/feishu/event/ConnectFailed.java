package dev.larkspur.adapters.feishu.event;

import java.io.Serial;

/** No connection came about. */
final class ConnectFailed extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final boolean hopeless;

  private ConnectFailed(String why, boolean hopeless) {
    super(why);
    this.hopeless = hopeless;
  }

  /**
   * @param why for the log; without secrets
   */
  static ConnectFailed forNow(String why) {
    return new ConnectFailed(why, false);
  }

  /** Somebody has to mend something first. */
  static ConnectFailed hopeless(String why) {
    return new ConnectFailed(why, true);
  }

  boolean isHopeless() {
    return hopeless;
  }
}
