package dev.larkspur.adapters.feishu.event;

import dev.larkspur.domain.connection.ConnectionState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** How each app's long connections are in this instance, and what came over them, in numbers. */
@Singleton
@Requires(classes = MeterRegistry.class, beans = MeterRegistry.class)
final class LongConnectionMetrics implements ApplicationEventListener<StartupEvent> {
  private final LongConnections connections;
  private final MeterRegistry registry;

  LongConnectionMetrics(LongConnections connections, MeterRegistry registry) {
    this.connections = connections;
    this.registry = registry;
  }

  /*
   * Not a binder, which the registry would make while it is being made itself: the connections need
   * a datasource, and a datasource that is measured needs the registry.
   */
  @Override
  public void onApplicationEvent(StartupEvent event) {
    connections.apps().forEach(app -> bind(app, registry));
  }

  private static void bind(AppConnections app, MeterRegistry registry) {
    var tags = Tags.of("app", app.app().name());
    for (var state : ConnectionState.values()) {
      var ofState = tags.and("state", state.name().toLowerCase(Locale.ROOT));
      Gauge.builder("larkspur.feishu.connections", app, a -> count(a, state))
          .description("Long connections of this instance")
          .tags(ofState)
          .register(registry);
      counter("larkspur.feishu.connection.changes", app.counts().changesTo(state), ofState)
          .description("How often a long connection came to be in this state")
          .register(registry);
    }
    var events = "larkspur.feishu.events";
    counter(events, app.counts().answered(), tags.and("outcome", "answered")).register(registry);
    counter(events, app.counts().unanswered(), tags.and("outcome", "unanswered"))
        .register(registry);
    counter(events, app.counts().ignored(), tags.and("outcome", "ignored")).register(registry);
  }

  private static long count(AppConnections app, ConnectionState state) {
    return app.status().stream().filter(status -> status.state() == state).count();
  }

  private static FunctionCounter.Builder<LongAdder> counter(
      String name, LongAdder count, Tags tags) {
    return FunctionCounter.builder(name, count, LongAdder::sum).tags(tags);
  }
}
