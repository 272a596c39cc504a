package dev.larkspur.adapters.rest.caller;

import static io.micronaut.http.HttpStatus.OK;
import static io.micronaut.http.HttpStatus.SERVICE_UNAVAILABLE;

import dev.larkspur.adapters.rest.OurPaths;
import dev.larkspur.application.access.RecogniseCaller;
import dev.larkspur.domain.access.Caller;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import io.micronaut.management.endpoint.health.filter.HealthResultFilter;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.security.Principal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the health endpoint who is an administrator: to others it shows the status without details.
 * Only where the whole server is ours; a host application guards its own. Stands in for the
 * framework's filter, which sets the status of the answer, since that one is bound to paths: see
 * {@link OurPaths}.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Replaces(HealthResultFilter.class)
@Requires(property = "larkspur.rest.owns-server", value = "true")
@Requires(classes = HealthEndpoint.class, beans = HealthEndpoint.class)
final class HealthFilter implements ConditionalFilter {
  private static final String HEALTH = "/health";
  private static final Logger LOG = LoggerFactory.getLogger(HealthFilter.class);

  private final HealthEndpoint health;
  private final RecogniseCaller recognise;

  HealthFilter(HealthEndpoint health, RecogniseCaller recognise) {
    this.health = health;
    this.recognise = recognise;
  }

  @Override
  public boolean isEnabled(HttpRequest<?> request) {
    return request.getPath().startsWith(HEALTH);
  }

  @RequestFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  void recognise(HttpRequest<?> request) {
    if (PresentedKey.in(request).map(this::isAdministrators).orElse(false)) {
      Principal administrator = () -> "administrator";
      request.setUserPrincipal(administrator);
    }
  }

  @ResponseFilter
  void tell(MutableHttpResponse<?> answer) {
    if (answer.body() instanceof HealthResult result) {
      var status = result.getStatus();
      var usual = status.getOperational().orElse(true) ? OK : SERVICE_UNAVAILABLE;
      var mapping = health.getStatusConfiguration().getHttpMapping();
      answer.status(mapping.getOrDefault(status.getName(), usual));
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
