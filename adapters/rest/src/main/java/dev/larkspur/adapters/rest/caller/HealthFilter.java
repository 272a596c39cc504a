package dev.larkspur.adapters.rest.caller;

import dev.larkspur.application.access.RecogniseCaller;
import dev.larkspur.domain.access.Caller;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.security.Principal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the health endpoint who is an administrator: to others it shows the status without details.
 * Only where the whole server is ours; a host application guards its own.
 */
@ServerFilter("/health/**")
@Requires(property = "larkspur.rest.owns-server", value = "true")
final class HealthFilter {
  private static final Logger LOG = LoggerFactory.getLogger(HealthFilter.class);

  private final RecogniseCaller recognise;

  HealthFilter(RecogniseCaller recognise) {
    this.recognise = recognise;
  }

  @RequestFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  void recognise(HttpRequest<?> request) {
    if (PresentedKey.in(request).map(this::isAdministrators).orElse(false)) {
      Principal administrator = () -> "administrator";
      request.setUserPrincipal(administrator);
    }
  }

  private boolean isAdministrators(PresentedKey key) {
    try {
      return recognise.handle(key.text()).filter(Caller::administrator).isPresent();
    } catch (RuntimeException e) {
      LOG.debug("A key could not be looked up, so health is told without details", e);
      return false; // health has to answer when the store is out, and above all then
    }
  }
}
