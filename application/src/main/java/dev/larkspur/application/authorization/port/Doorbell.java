package dev.larkspur.application.authorization.port;

/**
 * Wakes whoever brings cards up to date. May be rung at any time by anyone; a ring that is lost
 * costs a moment, since they look by themselves too.
 */
@FunctionalInterface
public interface Doorbell {
  void ring();
}
