package dev.larkspur.adapters.feishu.subscribe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** What became of the events of each subscriber in this instance, in numbers. */
@Singleton
@Requires(classes = MeterRegistry.class, beans = MeterRegistry.class)
final class SubscriberMetrics implements ApplicationEventListener<StartupEvent> {
  private final Subscriptions subscriptions;
  private final MeterRegistry registry;

  SubscriberMetrics(Subscriptions subscriptions, MeterRegistry registry) {
    this.subscriptions = subscriptions;
    this.registry = registry;
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    subscriptions.all().forEach(this::bind);
  }

  private void bind(Subscription<?> subscription) {
    for (var outcome : Outcome.values()) {
      FunctionCounter.builder(
              "larkspur.feishu.subscriber.events", subscription.count(outcome), LongAdder::sum)
          .description("Events that a subscriber was given, by what became of them")
          .tag("subscriber", subscription.name())
          .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
  }
}
