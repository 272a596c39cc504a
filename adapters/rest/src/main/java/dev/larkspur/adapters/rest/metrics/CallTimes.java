package dev.larkspur.adapters.rest.metrics;

import io.micronaut.http.HttpRequest;

/** Told of each call that was answered. */
public interface CallTimes {
  /**
   * @param nanos how long it took, without reading the request and writing the answer
   */
  void record(HttpRequest<?> request, int status, long nanos);
}
