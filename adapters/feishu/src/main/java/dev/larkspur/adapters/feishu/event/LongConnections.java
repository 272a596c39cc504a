package dev.larkspur.adapters.feishu.event;

import dev.larkspur.adapters.feishu.FeishuApps;
import dev.larkspur.application.InstanceName;
import dev.larkspur.application.connection.port.ConnectionSlots;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;

/** The long connections of all apps, as long as the application runs. */
@Singleton
final class LongConnections implements ApplicationEventListener<StartupEvent> {
  private final List<AppConnections> apps;

  LongConnections(
      FeishuApps apps,
      InstanceName instance,
      ConnectionSlots slots,
      CardActionListener listener,
      LongConnectionProperties settings,
      InstantSource clock) {
    this.apps =
        apps.feishu().stream()
            .map(app -> new AppConnections(app, instance, slots, listener, settings, clock))
            .toList();
  }

  /** Returns at once; the connections come about by themselves. */
  @Override
  public void onApplicationEvent(StartupEvent event) {
    apps.forEach(AppConnections::start);
  }

  List<AppConnections> apps() {
    return apps;
  }

  @PreDestroy
  void stop() {
    try (var side = Executors.newVirtualThreadPerTaskExecutor()) {
      apps.forEach(app -> side.execute(app::stop));
    }
  }
}
