package dev.larkspur.application;

/** Names this process among all instances, for people who read tables and logs. */
public record InstanceName(String value) {
  @Override
  public String toString() {
    return value;
  }
}
