package dev.larkspur.adapters.feishu;

import dev.larkspur.application.authorization.port.OfferedMethods;
import dev.larkspur.application.host.port.Audience;
import dev.larkspur.application.token.port.Apps;
import dev.larkspur.domain.authorization.Method;
import dev.larkspur.domain.identity.AppId;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.annotation.PreDestroy;
import java.net.URI;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The configured apps. Made at the start, so that a wrong setting stops it. */
@Context
@Order(Ordered.LOWEST_PRECEDENCE)
public final class FeishuApps implements Apps, OfferedMethods, Audience, AutoCloseable {
  private final Map<AppId, FeishuApp> apps = new LinkedHashMap<>();

  FeishuApps(
      Collection<FeishuAppProperties> given, FeishuProperties properties, InstantSource clock) {
    given.stream()
        .filter(app -> !app.isShadow())
        .sorted(Comparator.comparing(FeishuAppProperties::name))
        .map(app -> new AppSettingsReader(app).read())
        .forEach(settings -> add(new FeishuApp(settings, properties, clock)));
  }

  private void add(FeishuApp app) {
    var same = apps.putIfAbsent(app.id(), app);
    if (same != null) {
      throw new ConfigurationException(
          "%1$s.%2$s.app-id and %1$s.%3$s.app-id are the same: an app has one name"
              .formatted(FeishuAppProperties.PREFIX, same.name(), app.name()));
    }
  }

  /** An app with all that is needed to speak for it. */
  public Optional<FeishuApp> feishu(AppId id) {
    return Optional.ofNullable(apps.get(id));
  }

  public List<FeishuApp> feishu() {
    return List.copyOf(apps.values());
  }

  @Override
  public Optional<App> find(AppId id) {
    return feishu(id).map(FeishuApps::shown);
  }

  @Override
  public List<App> all() {
    return apps.values().stream().map(FeishuApps::shown).toList();
  }

  /**
   * Callbacks are taken only with a key that tells the platform from anybody else; browsers are
   * sent off only if it is known where they come back.
   */
  @Override
  public Set<Method> of(AppId id) {
    return feishu(id).map(FeishuApps::offered).orElse(Set.of());
  }

  @Override
  public boolean includes(AppId id, URI address) {
    return feishu(id).filter(app -> isSameOrigin(app.open(""), address)).isPresent();
  }

  private static boolean isSameOrigin(URI ours, URI address) {
    return ours.getScheme().equalsIgnoreCase(address.getScheme())
        && ours.getHost().equalsIgnoreCase(address.getHost())
        && port(ours) == port(address);
  }

  private static int port(URI address) {
    int usual = "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    return address.getPort() == -1 ? usual : address.getPort();
  }

  private static Set<Method> offered(FeishuApp app) {
    var offered = EnumSet.of(Method.WEBSOCKET_CARD, Method.DEVICE_LINK);
    if (app.encryptKey() != null) {
      offered.add(Method.HTTP_CALLBACK);
    }
    if (app.redirectUrl() != null) {
      offered.add(Method.OAUTH);
    }
    return offered;
  }

  private static App shown(FeishuApp app) {
    return new App(app.id(), app.name(), app.scopes());
  }

  @Override
  @PreDestroy
  public void close() {
    apps.values().forEach(FeishuApp::close);
  }
}
