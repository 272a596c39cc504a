package dev.larkspur.wiring;

import dev.larkspur.application.authorization.Ways.WhenDegraded;
import dev.larkspur.application.token.port.Apps.App;
import dev.larkspur.domain.authorization.Method;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.scheduling.cron.CronExpression;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Checks settings once, at the start, and names the one that is wrong. */
final class Settings {
  private static final Duration LEAST_PATIENCE = Duration.ofSeconds(10);
  private static final Duration MOST_PATIENCE = Duration.ofDays(7);

  private static final Duration LEAST_HISTORY = Duration.ofDays(1);
  private static final Duration MOST_HISTORY = Duration.ofDays(3650);
  private static final String METHOD = "larkspur.authorization.method";
  private static final String DEGRADED = "larkspur.authorization.degraded";
  private static final int MOST_PER_MINUTE = 1000;
  private static final Duration MOST_COOL_DOWN = Duration.ofDays(365);

  private static final Duration MOST_FRESH = Duration.ofDays(7);

  /** Longer, and others would think that whoever re-encrypts is dead. */
  private static final Duration MOST_PAUSE = Duration.ofSeconds(10);

  static String adminKey(@Nullable String key) {
    if (key == null || key.isBlank()) {
      throw wrong(
          "larkspur.admin-key (LARKSPUR_ADMIN_KEY)",
          "is missing: the first administrator needs a key, for example 32 random bytes in base64");
    }
    if (key.length() < LarkspurProperties.SHORTEST_ADMIN_KEY) {
      throw wrong(
          "larkspur.admin-key (LARKSPUR_ADMIN_KEY)",
          "is too short: at least " + LarkspurProperties.SHORTEST_ADMIN_KEY + " characters");
    }
    return key;
  }

  static Duration patience(Duration patience) {
    if (patience.compareTo(LEAST_PATIENCE) < 0 || patience.compareTo(MOST_PATIENCE) > 0) {
      throw wrong("larkspur.authorization.patience", "must be between 10s and 7d");
    }
    return patience;
  }

  static Method method(String name) {
    return switch (name) {
      case "websocket_card" -> Method.WEBSOCKET_CARD;
      case "device_link" -> Method.DEVICE_LINK;
      case "http_callback" -> Method.HTTP_CALLBACK;
      case "oauth" -> Method.OAUTH;
      default -> throw wrong(METHOD, "must be websocket_card, http_callback, device_link or oauth");
    };
  }

  static WhenDegraded degraded(String name) {
    return switch (name) {
      case "device_link" -> WhenDegraded.DEVICE_LINK;
      case "http_callback" -> WhenDegraded.HTTP_CALLBACK;
      case "wait" -> WhenDegraded.WAIT;
      default -> throw wrong(DEGRADED, "must be device_link, http_callback or wait");
    };
  }

  /** Refuses what an app is not set up for, before anybody asks for it. */
  static void offers(App app, Set<Method> offered, Method usual, WhenDegraded degraded) {
    if (!offered.contains(usual)) {
      throw wrong(METHOD, "is not possible: the app " + app.name() + " is not set up for it");
    }
    if (degraded == WhenDegraded.HTTP_CALLBACK && !offered.contains(Method.HTTP_CALLBACK)) {
      throw wrong(DEGRADED, "is http_callback, but the app " + app.name() + " has no encrypt-key");
    }
  }

  static int perMinute(int requests) {
    if (requests < 1 || requests > MOST_PER_MINUTE) {
      throw wrong("larkspur.authorization.per-minute", "must be 1 to " + MOST_PER_MINUTE);
    }
    return requests;
  }

  static Duration coolDown(Duration coolDown) {
    if (coolDown.isNegative() || coolDown.compareTo(MOST_COOL_DOWN) > 0) {
      throw wrong("larkspur.reauthorization.cool-down", "must be between 0s and 365d");
    }
    return coolDown;
  }

  static Duration history(Duration kept) {
    if (kept.compareTo(LEAST_HISTORY) < 0 || kept.compareTo(MOST_HISTORY) > 0) {
      throw wrong("larkspur.retention.history", "must be between 1d and 3650d");
    }
    return kept;
  }

  static Duration reencryptionPause(Duration pause) {
    if (pause.isNegative() || pause.compareTo(MOST_PAUSE) > 0) {
      throw wrong("larkspur.reencryption.pause", "must be between 0s and 10s");
    }
    return pause;
  }

  static Duration freshFor(Duration time) {
    if (time.isNegative() || time.compareTo(MOST_FRESH) > 0) {
      throw wrong("larkspur.user-info.fresh-for", "must be between 0s and 7d");
    }
    return time;
  }

  static boolean isOn(String setting, String told) {
    return switch (told) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(setting, "must be true or false");
    };
  }

  /** Tells the first time of the expression after a time, in the JVM's zone. */
  static UnaryOperator<Instant> schedule(String cron) {
    try {
      var expression = CronExpression.create(cron);
      UnaryOperator<Instant> next =
          now -> expression.nextTimeAfter(now.atZone(ZoneId.systemDefault())).toInstant();
      var _ = next.apply(Instant.EPOCH); // there may be no such day
      return next;
    } catch (IllegalArgumentException e) {
      throw wrong("larkspur.user-info-sync.cron", "cannot be kept: " + e.getMessage());
    }
  }

  static ConfigurationException wrong(String setting, String why) {
    return new ConfigurationException(setting + " " + why);
  }

  private Settings() {}
}
