package dev.larkspur.adapters.feishu.event;

import dev.larkspur.domain.token.PlatformError;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** No connection came about. */
final class ConnectFailed extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final boolean hopeless;
  private final transient @Nullable PlatformError said;

  private ConnectFailed(String why, boolean hopeless, @Nullable PlatformError said) {
    super(why);
    this.hopeless = hopeless;
    this.said = said;
  }

  /**
   * @param why for the log; without secrets
   */
  static ConnectFailed forNow(String why) {
    return new ConnectFailed(why, false, null);
  }

  /** Somebody has to mend something first. */
  static ConnectFailed hopeless(String why, PlatformError said) {
    return new ConnectFailed(why, true, said);
  }

  boolean isHopeless() {
    return hopeless;
  }

  /** The platform's own words; null: it gave no reason that is known. */
  @Nullable PlatformError said() {
    return said;
  }
}
