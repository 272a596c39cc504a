package dev.larkspur.adapters.feishu.callback;

import java.io.Serial;

/** A callback that the platform cannot have made. Says why; nothing of what was sent. */
final class NotOurs extends Exception {
  @Serial private static final long serialVersionUID = 1;

  NotOurs(String why) {
    super(why, null, false, false); // anybody can provoke it
  }
}
