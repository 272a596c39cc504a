package dev.larkspur.adapters.feishu.event;

import static dev.larkspur.adapters.feishu.event.ConnectionState.CONNECTED;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.reactivestreams.Publisher;

/**
 * Tells how each app's long connection is. One that is down does not make the service unhealthy:
 * stored tokens are served all the same.
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
    var status = connections.status();
    var all = status.values().stream().allMatch(one -> one.state() == CONNECTED);
    var details = new LinkedHashMap<String, Object>();
    status.forEach((app, one) -> details.put(app, detail(one)));
    return HealthResult.builder("feishu", all ? HealthStatus.UP : DEGRADED)
        .details(details)
        .build();
  }

  private static Map<String, Object> detail(ConnectionStatus status) {
    var detail = new LinkedHashMap<String, Object>();
    detail.put("connection", status.state());
    detail.put("since", status.since());
    detail.put("failures", status.failures());
    detail.put("ignored_messages", status.ignored());
    return detail;
  }
}
