package dev.larkspur.sandbox.world;

import java.util.Set;

/**
 * The one app that the platform knows.
 *
 * @param scopes what its console has enabled; anything else is refused
 */
public record SampleApp(
    String appId,
    String appSecret,
    String name,
    String tenantKey,
    String verificationToken,
    Set<String> scopes) {

  public SampleApp {
    scopes = Set.copyOf(scopes);
  }

  @Override
  public String toString() {
    return "SampleApp[" + appId + ", " + name + "]";
  }
}
