package dev.larkspur.application.host.port;

import dev.larkspur.domain.identity.AppId;
import java.net.URI;

/** Who may be shown the tokens of an app's people (the audience of RFC 9068). */
public interface Audience {
  /** Whether the platform itself takes calls of this app there; by scheme, host and port. */
  boolean includes(AppId app, URI address);

  /** Nobody: there is no platform. */
  static Audience none() {
    return (_, _) -> false;
  }
}
