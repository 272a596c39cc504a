package dev.larkspur.adapters.feishu.doctor;

import dev.larkspur.adapters.feishu.FeishuApps;
import dev.larkspur.adapters.feishu.oauth.FeishuDeviceAuthorization;
import dev.larkspur.application.authorization.port.TokenEndpoint;
import dev.larkspur.application.checkup.port.Checkup;
import dev.larkspur.application.checkup.port.Finding;
import dev.larkspur.application.checkup.port.Finding.Failed;
import dev.larkspur.application.checkup.port.Finding.Outcome;
import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.application.token.port.TokenRefresh;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Every check of an app, side by side. */
@Singleton
@Order(Ordered.LOWEST_PRECEDENCE)
final class FeishuCheckup implements Checkup {
  static final List<Check> CHECKS =
      List.of(
          new SecretCheck(),
          new ClockCheck(),
          new BotCheck(),
          new ConnectionCheck(),
          new CallbacksCheck(),
          new RedirectCheck(),
          new SendingCheck(),
          new DeviceGrantCheck(),
          new ScopesCheck(),
          new TokensCheck(),
          new RefreshSwitchCheck(),
          new AvailabilityCheck());

  private static final String NETWORK =
      "See whether this machine reaches the platform: outbound HTTPS and WSS, proxy, DNS, the"
          + " addresses …_OPEN_URL and …_ACCOUNTS_URL";

  private final FeishuApps apps;
  private final Patient.Ways ways;

  FeishuCheckup(
      FeishuApps apps,
      FeishuDeviceAuthorization devices,
      TokenEndpoint tokens,
      TokenRefresh refreshes,
      InstantSource clock) {
    this.apps = apps;
    this.ways = new Patient.Ways(devices, tokens, refreshes, clock);
  }

  @Override
  public void examine(AppId id, @Nullable OpenId to, Consumer<Finding> told) {
    var app = apps.feishu(id).orElseThrow(() -> new IllegalArgumentException("no app " + id));
    var patient = new Patient(app, ways, to);
    try (var side = Executors.newVirtualThreadPerTaskExecutor()) {
      CHECKS.stream()
          .map(check -> side.submit(() -> made(check, patient)))
          .toList()
          .forEach(finding -> told.accept(there(finding)));
    }
  }

  private static Finding made(Check check, Patient patient) {
    return new Finding(check.name(), outcome(check, patient));
  }

  private static Outcome outcome(Check check, Patient patient) {
    try {
      return check.on(patient);
    } catch (PlatformUnavailable e) {
      return new Failed("no good answer: " + e.getMessage(), NETWORK, null);
    }
  }

  private static Finding there(Future<Finding> finding) {
    try {
      return finding.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a check failed by itself", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while looking an app over", e);
    }
  }
}
