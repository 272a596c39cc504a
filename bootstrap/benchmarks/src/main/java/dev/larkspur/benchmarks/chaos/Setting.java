package dev.larkspur.benchmarks.chaos;

import dev.larkspur.benchmarks.World;
import dev.larkspur.sandbox.SandboxOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Short lives, and limits that the servers and the platform agree on. */
final class Setting {
  static final Duration ACCESS_LIFE = Duration.ofSeconds(25);
  private static final Duration REFRESH_LIFE = Duration.ofMinutes(10);

  /** Longer than a lookup that read the old token just before it was replaced. */
  private static final Duration GRACE = Duration.ofSeconds(3);

  private static final int PER_SECOND = 50;
  private static final int PER_MINUTE = 1_000;

  private static final int REFRESH_SECONDS = 5;

  /** As Larkspur has it: what a refresh may take, and half a minute. */
  static final int ATTEMPT_SECONDS = REFRESH_SECONDS + 30;

  static SandboxOptions platform() {
    return SandboxOptions.defaults()
        .withAccessLife(ACCESS_LIFE)
        .withRefreshLife(REFRESH_LIFE)
        .withGrace(GRACE)
        .withPollInterval(Duration.ofSeconds(1))
        .withTokensPerSecond(PER_SECOND)
        .withTokensPerMinute(PER_MINUTE)
        .withRememberSecrets(false);
  }

  /** Variables of a server's environment. */
  static Map<String, String> server(World world) {
    var all = new HashMap<>(world.settings());
    all.put("LARKSPUR_TOKEN_BUDGET_PER_SECOND", Integer.toString(PER_SECOND));
    all.put("LARKSPUR_TOKEN_BUDGET_PER_MINUTE", Integer.toString(PER_MINUTE));
    all.put("LARKSPUR_AUTHORIZATION_PER_MINUTE", "1000"); // people consent again and again
    all.put("LARKSPUR_FEISHU_REFRESH_TIMEOUT", REFRESH_SECONDS + "s");
    all.put("LARKSPUR_FEISHU_REQUEST_TIMEOUT", "5s");
    all.put("LARKSPUR_REAUTHORIZATION_COOL_DOWN", "0s");
    all.put("LARKSPUR_FEISHU_RECONNECT_AT_MOST", "4s");
    return all;
  }

  private Setting() {}
}
