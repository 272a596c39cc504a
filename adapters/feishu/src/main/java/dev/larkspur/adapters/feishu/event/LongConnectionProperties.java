package dev.larkspur.adapters.feishu.event;

import static dev.larkspur.adapters.feishu.FeishuProperties.positive;
import static dev.larkspur.adapters.feishu.FeishuProperties.setting;

import dev.larkspur.application.connection.port.ConnectionSlots;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long connections are kept.
 *
 * @param answerWithin a press is answered by then, if need be with "being prepared"; the platform
 *     waits three seconds
 * @param pingAtMost between two pings; the platform can ask for less
 * @param pongGrace a connection silent for two pings and this long is dead
 * @param reconnectAfter the first wait; each next one is twice as long
 * @param reconnectAtMost the longest wait
 * @param degradedAfter failures in a row after which an app counts as degraded
 * @param stopWithin how long the goodbye may take when the application stops, answers that are
 *     under way included
 * @param connectionsPerApp how many this instance wants for each app; all instances together never
 *     have more than the platform allows
 */
@ConfigurationProperties("larkspur.feishu")
record LongConnectionProperties(
    @Bindable(defaultValue = "2500ms") Duration answerWithin,
    @Bindable(defaultValue = "30s") Duration pingAtMost,
    @Bindable(defaultValue = "5s") Duration pongGrace,
    @Bindable(defaultValue = "1s") Duration reconnectAfter,
    @Bindable(defaultValue = "60s") Duration reconnectAtMost,
    @Bindable(defaultValue = "10") int degradedAfter,
    @Bindable(defaultValue = "3s") Duration stopWithin,
    @Bindable(defaultValue = "2") int connectionsPerApp) {
  private static final Duration PLATFORM_WAITS = Duration.ofSeconds(3);

  LongConnectionProperties {
    positive("answer-within", answerWithin);
    positive("ping-at-most", pingAtMost);
    positive("pong-grace", pongGrace);
    positive("reconnect-after", reconnectAfter);
    positive("reconnect-at-most", reconnectAtMost);
    if (answerWithin.compareTo(PLATFORM_WAITS) >= 0) {
      throw new ConfigurationException(setting("answer-within") + " must be shorter than 3s");
    }
    if (degradedAfter < 1) {
      throw new ConfigurationException(setting("degraded-after") + " must be at least 1");
    }
    if (stopWithin.compareTo(Wire.CLOSING) <= 0) {
      throw new ConfigurationException(setting("stop-within") + " must be longer than 1s");
    }
    if (connectionsPerApp < 1 || connectionsPerApp > ConnectionSlots.MOST) {
      throw new ConfigurationException(
          setting("connections-per-app") + " must be 1 to " + ConnectionSlots.MOST);
    }
  }
}
