package dev.larkspur.adapters.rest.caller;

import dev.larkspur.adapters.rest.RestProperties;
import dev.larkspur.application.access.LimitCalls;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** The limit of calls, which is of interest only where there are calls by HTTP. */
@Factory
final class CallLimit {
  @Singleton
  LimitCalls limitCalls(RestProperties settings) {
    return new LimitCalls(settings.perSecond(), System::nanoTime);
  }
}
