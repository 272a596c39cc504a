package dev.larkspur.adapters.feishu.event;

import dev.larkspur.domain.connection.ConnectionStatus;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.reactivestreams.Publisher;

/**
 * Tells how each app's long connections are in this instance. One that is down does not make the
 * service unhealthy: stored tokens are served all the same.
 */
@Singleton
@Requires(classes = HealthIndicator.class)
final class LongConnectionHealth implements HealthIndicator {
  private static final HealthStatus DEGRADED =
      new HealthStatus("DEGRADED", "presses of buttons do not arrive", true, null);

  private final LongConnections connections;

  LongConnectionHealth(LongConnections connections) {
    this.connections = connections;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Publishers.just(result());
  }

  HealthResult result() {
    var details = new LinkedHashMap<String, Object>();
    connections.apps().forEach(app -> details.put(app.app().name(), detail(app)));
    var well = connections.apps().stream().allMatch(LongConnectionHealth::isWell);
    return HealthResult.builder("feishu", well ? HealthStatus.UP : DEGRADED)
        .details(details)
        .build();
  }

  /** One that stands is enough; so is none, where the others hold all that there may be. */
  private static boolean isWell(AppConnections app) {
    var status = app.status();
    return status.isEmpty() || status.stream().anyMatch(ConnectionStatus::isUp);
  }

  private static Map<String, Object> detail(AppConnections app) {
    var detail = new LinkedHashMap<String, Object>();
    List<Map<String, Object>> each =
        app.status().stream().map(LongConnectionHealth::detail).toList();
    detail.put("connections", each);
    detail.put("unanswered_events", app.counts().unanswered().sum());
    detail.put("ignored_messages", app.counts().ignored().sum());
    return detail;
  }

  private static Map<String, Object> detail(ConnectionStatus status) {
    var detail = new LinkedHashMap<String, Object>();
    detail.put("connection", status.state());
    detail.put("since", status.since());
    detail.put("failures", status.failures());
    detail.put("reason", status.reason());
    return detail;
  }
}
