package dev.larkspur.adapters.rest;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;

/**
 * Which requests our filters are for. They are bound to every path and ask here, since a filter
 * that is bound to some costs each request that the framework matches its path.
 */
@Singleton
public final class OurPaths {
  private final String v1;
  private final String admin;

  OurPaths(Links links) {
    v1 = links.start() + "/v1";
    admin = links.start() + "/admin/v1";
  }

  /** Whether it is below one of ours that needs a key, be there such a path or not. */
  public boolean contain(HttpRequest<?> request) {
    var path = request.getPath();
    return isBelow(v1, path) || isBelow(admin, path);
  }

  private static boolean isBelow(String ours, String path) {
    return path.startsWith(ours)
        && (path.length() == ours.length() || path.charAt(ours.length()) == '/');
  }
}
