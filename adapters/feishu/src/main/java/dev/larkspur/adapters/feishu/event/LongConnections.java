package dev.larkspur.adapters.feishu.event;

import dev.larkspur.adapters.feishu.FeishuApps;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;

/** One long connection for each app, as long as the application runs. */
@Singleton
final class LongConnections implements ApplicationEventListener<StartupEvent> {
  private final List<LongConnection> connections;

  LongConnections(
      FeishuApps apps,
      CardActionListener listener,
      LongConnectionProperties settings,
      InstantSource clock) {
    this.connections =
        apps.feishu().stream()
            .map(app -> new LongConnection(app, listener, settings, clock))
            .toList();
  }

  /** Returns at once; the connections come about by themselves. */
  @Override
  public void onApplicationEvent(StartupEvent event) {
    connections.forEach(LongConnection::start);
  }

  /** By the apps' names in the settings. */
  Map<String, ConnectionStatus> status() {
    var all = new TreeMap<String, ConnectionStatus>();
    connections.forEach(connection -> all.put(connection.app().name(), connection.status()));
    return all;
  }

  @PreDestroy
  void stop() {
    try (var side = Executors.newVirtualThreadPerTaskExecutor()) {
      connections.forEach(connection -> side.execute(connection::stop));
    }
  }
}
