package dev.larkspur.adapters.rest.caller;

import dev.larkspur.domain.access.Caller;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;

/** Gives a controller the caller whom {@link CallerFilter} recognised. */
@Singleton
final class CallerBinder implements TypedRequestArgumentBinder<Caller> {
  @Override
  public Argument<Caller> argumentType() {
    return Argument.of(Caller.class);
  }

  @Override
  public BindingResult<Caller> bind(
      ArgumentConversionContext<Caller> context, HttpRequest<?> request) {
    return () -> request.getAttribute(CallerFilter.CALLER, Caller.class);
  }
}
