package dev.larkspur.adapters.rest;

import dev.larkspur.domain.access.Caller;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What this adapter can be told.
 *
 * @param enabled false: there are no routes
 * @param path what is put before every route; null: nothing
 * @param ownsServer whether the whole server is ours: then health shows its details to
 *     administrators, and problem details are told also for paths that are not ours
 * @param perSecond how many calls a second each caller may make at this instance, unless its key
 *     has a limit of its own
 */
@ConfigurationProperties("larkspur.rest")
public record RestProperties(
    @Bindable(defaultValue = "true") boolean enabled,
    @Nullable String path,
    @Bindable(defaultValue = "false") boolean ownsServer,
    @Bindable(defaultValue = "5000") int perSecond) {
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)*");

  /**
   * @throws ConfigurationException if the path or the limit cannot be one
   */
  public RestProperties {
    if (path != null && !PATH.matcher(path).matches()) {
      throw new ConfigurationException(
          "larkspur.rest.path must be empty, or a path such as /larkspur without a slash at its end");
    }
    if (perSecond < 1 || perSecond > Caller.MOST_PER_SECOND) {
      throw new ConfigurationException(
          "larkspur.rest.per-second must be 1 to " + Caller.MOST_PER_SECOND);
    }
  }
}
