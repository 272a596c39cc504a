package dev.larkspur.sandbox.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** One device grant, from the code to the token. Guarded by {@link DeviceFlows}. */
final class DeviceFlow {
  enum State {
    PENDING,
    APPROVED,
    DENIED,
    VOIDED,
    REDEEMED
  }

  final int number;
  final String deviceCode;
  final String userCode;
  final String flowId;
  final Set<String> scopes;
  final Instant endsAt;
  State state = State.PENDING;
  Duration interval;
  int polls;
  Instant lastPoll = Instant.MIN;

  /** Who opened the page or decided; empty until somebody did. */
  String openId = "";

  DeviceFlow(
      int number,
      String deviceCode,
      String userCode,
      String flowId,
      Set<String> scopes,
      Instant endsAt,
      Duration interval) {
    this.number = number;
    this.deviceCode = deviceCode;
    this.userCode = userCode;
    this.flowId = flowId;
    this.scopes = Set.copyOf(scopes);
    this.endsAt = endsAt;
    this.interval = interval;
  }

  boolean isOpen() {
    return state == State.PENDING || state == State.APPROVED;
  }
}
