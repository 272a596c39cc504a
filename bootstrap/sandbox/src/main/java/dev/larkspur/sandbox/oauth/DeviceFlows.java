package dev.larkspur.sandbox.oauth;

import dev.larkspur.sandbox.oauth.DeviceFlow.State;
import dev.larkspur.sandbox.web.OAuthError;
import dev.larkspur.sandbox.world.SandboxClock;
import dev.larkspur.sandbox.world.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The device grants of the app, by device code and by link. */
public final class DeviceFlows {
  private static final Duration SLOWER = Duration.ofSeconds(5);

  /** What the consent page shows of a flow. */
  public record Shown(String flowId, String userCode, Set<String> scopes, Status status) {}

  /** Where a flow stands, for the person in front of it. */
  public enum Status {
    OPEN,
    APPROVED,
    DENIED,
    EXPIRED
  }

  private final SandboxClock clock;
  private final Secrets secrets;
  private final Lives lives;
  private final Map<String, DeviceFlow> byDeviceCode = new HashMap<>();
  private final Map<String, DeviceFlow> byFlowId = new HashMap<>();
  private final Tally polls = new Tally();
  private final Consents consents;

  DeviceFlows(SandboxClock clock, Secrets secrets, Lives lives, Consents consents) {
    this.consents = consents;
    this.clock = clock;
    this.secrets = secrets;
    this.lives = lives;
  }

  synchronized DeviceFlow begin(Set<String> scopes) {
    var flow =
        new DeviceFlow(
            byDeviceCode.size(),
            secrets.hex("", 64),
            secrets.userCode(),
            secrets.hex("", 32),
            scopes,
            clock.instant().plus(lives.code()),
            lives.pollInterval());
    polls.add();
    byDeviceCode.put(flow.deviceCode, flow);
    byFlowId.put(flow.flowId, flow);
    return flow;
  }

  public synchronized Optional<Shown> find(String flowId, String userCode) {
    return flow(flowId, userCode)
        .map(flow -> new Shown(flow.flowId, flow.userCode, flow.scopes, status(flow)));
  }

  /** Somebody has the page before them: from now on we know whose flow this is. */
  public synchronized void opened(String flowId, String userCode, String openId) {
    flow(flowId, userCode)
        .filter(flow -> status(flow) == Status.OPEN)
        .ifPresent(flow -> flow.openId = openId);
  }

  /** Consents as this person; the older flows of the same person are void. False if too late. */
  public synchronized boolean approve(String flowId, String userCode, String openId) {
    var approved = decide(flowId, userCode, openId, State.APPROVED);
    approved.ifPresent(
        flow ->
            byDeviceCode.values().stream()
                .filter(it -> it.number < flow.number && it.isOpen() && it.openId.equals(openId))
                .forEach(older -> older.state = State.VOIDED));
    return approved.isPresent();
  }

  public synchronized boolean deny(String flowId, String userCode, String openId) {
    return decide(flowId, userCode, openId, State.DENIED).isPresent();
  }

  /**
   * One poll: the consent if it has been given, else RFC 8628's reason for going on or giving up.
   */
  synchronized Consent redeem(String deviceCode) {
    var flow = byDeviceCode.get(deviceCode);
    if (flow == null) {
      throw new OAuthError("invalid_grant", "The device_code is unknown");
    }
    polls.seeAgain(flow.polls++);
    switch (flow.state) {
      case REDEEMED -> throw new OAuthError("invalid_grant", "The device_code has been used");
      case VOIDED -> throw new OAuthError("invalid_grant", "A newer device_code replaced this one");
      case DENIED -> throw new OAuthError("access_denied", "The user denied the request");
      case PENDING, APPROVED -> {
        if (!clock.instant().isBefore(flow.endsAt)) {
          throw new OAuthError("expired_token", "The device_code has expired");
        }
      }
    }
    keepPace(flow);
    if (flow.state == State.PENDING) {
      throw new OAuthError("authorization_pending", "The user has not decided yet");
    }
    flow.state = State.REDEEMED;
    return consents.add(flow.openId, flow.scopes);
  }

  /** How often this device code was polled, not counting polls that the rate limit refused. */
  public synchronized int polls(String deviceCode) {
    var flow = byDeviceCode.get(deviceCode);
    return flow == null ? 0 : flow.polls;
  }

  synchronized Counters.Seen polled() {
    return polls.seen();
  }

  private void keepPace(DeviceFlow flow) {
    var now = clock.instant();
    var tooEarly = now.isBefore(pollAllowedAt(flow));
    flow.lastPoll = now;
    if (tooEarly) {
      flow.interval = flow.interval.plus(SLOWER);
      throw new OAuthError(
          "slow_down", "Polled faster than every " + flow.interval.toSeconds() + " s");
    }
  }

  private static Instant pollAllowedAt(DeviceFlow flow) {
    if (flow.lastPoll.equals(Instant.MIN)) {
      return Instant.MIN;
    }
    // A twentieth is forgiven: the line delays one poll more than the next.
    return flow.lastPoll.plus(flow.interval.multipliedBy(19).dividedBy(20));
  }

  private Optional<DeviceFlow> decide(
      String flowId, String userCode, String openId, State decision) {
    var flow = flow(flowId, userCode).filter(it -> status(it) == Status.OPEN);
    flow.ifPresent(
        it -> {
          it.state = decision;
          it.openId = openId;
        });
    return flow;
  }

  private Optional<DeviceFlow> flow(String flowId, String userCode) {
    return Optional.ofNullable(byFlowId.get(flowId)).filter(it -> it.userCode.equals(userCode));
  }

  private Status status(DeviceFlow flow) {
    return switch (flow.state) {
      case PENDING -> clock.instant().isBefore(flow.endsAt) ? Status.OPEN : Status.EXPIRED;
      case APPROVED, REDEEMED -> Status.APPROVED;
      case DENIED -> Status.DENIED;
      case VOIDED -> Status.EXPIRED;
    };
  }
}
