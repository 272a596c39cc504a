package dev.larkspur.adapters.httpclient;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.client.bind.AnnotatedClientArgumentRequestBinder;
import io.micronaut.http.client.bind.ClientRequestUriContext;
import jakarta.inject.Singleton;

/** Keeps the person who is named out of the request. */
@Singleton
final class NotSent implements AnnotatedClientArgumentRequestBinder<OfPerson> {
  @Override
  public Class<OfPerson> getAnnotationType() {
    return OfPerson.class;
  }

  @Override
  public void bind(
      ArgumentConversionContext<Object> context,
      ClientRequestUriContext address,
      Object value,
      MutableHttpRequest<?> request) {}
}
