package dev.larkspur.wiring;

import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.ApplicationContextConfigurer;
import io.micronaut.context.annotation.ContextConfigurer;
import io.micronaut.context.env.PropertySource;
import java.util.Map;

/**
 * Our paths lie below {@code /larkspur} in an application that says nothing else, apart from its
 * own. Adapters do not know each other, and the OpenAPI document names paths with nothing before
 * them: hence a setting that every other goes before, and no default in each adapter.
 */
@ContextConfigurer
public final class PlaceOfCalls implements ApplicationContextConfigurer {
  @Override
  public void configure(ApplicationContextBuilder builder) {
    builder.propertySources(
        PropertySource.of(
            "larkspur-defaults", Map.of("larkspur.rest.path", "/larkspur"), Integer.MIN_VALUE));
  }
}
