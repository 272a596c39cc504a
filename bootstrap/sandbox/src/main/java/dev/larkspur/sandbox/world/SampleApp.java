package dev.larkspur.sandbox.world;

/** The one app that the platform knows. */
public record SampleApp(
    String appId,
    String appSecret,
    String name,
    String tenantKey,
    String verificationToken,
    Console console) {

  @Override
  public String toString() {
    return "SampleApp[" + appId + ", " + name + "]";
  }
}
