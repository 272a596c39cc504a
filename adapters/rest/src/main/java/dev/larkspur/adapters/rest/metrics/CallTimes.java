package dev.larkspur.adapters.rest.metrics;

/** Told of each call that was answered. */
public interface CallTimes {
  /** The route of a call that has none. */
  String NO_ROUTE = "none"; // paths are made up at will, routes are few

  /**
   * @param route the template of its path, or {@link #NO_ROUTE}
   * @param nanos how long it took, without reading the request and writing the answer
   */
  void record(String route, String method, int status, long nanos);
}
