package dev.larkspur.sandbox;

import dev.larkspur.sandbox.world.ScopeWords;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/**
 * How the stand-in is set up; everything has a default, {@code with…} changes one thing.
 *
 * @param port 0 takes a free one
 * @param accessLife of an access token
 * @param refreshLife of a refresh token
 * @param pollInterval between two polls of a device code
 * @param codeLife of a device code
 * @param tokensPerSecond calls of the token endpoint in any second
 * @param tokensPerMinute calls of the token endpoint in any minute
 * @param pingInterval that clients of the long connection are told to keep
 * @param strictAcks whether acknowledgements must repeat all 64 bits of the LogID, which the SDK
 *     for Node cannot
 * @param ackWithin how long an app may take to answer a click, in real time
 * @param scopes what the app has enabled
 */
public record SandboxOptions(
    int port,
    String appId,
    String appSecret,
    Duration accessLife,
    Duration refreshLife,
    Duration pollInterval,
    Duration codeLife,
    int tokensPerSecond,
    int tokensPerMinute,
    Duration pingInterval,
    boolean strictAcks,
    Duration ackWithin,
    Set<String> scopes) {

  private static final String APP_ID = "cli_5a4db0c0ffee1234";

  public SandboxOptions {
    if (!appId.matches("cli_[0-9a-fA-F]{16}")) {
      throw new IllegalArgumentException("appId must be cli_ and 16 hex digits");
    }
    if (appSecret.isBlank()) {
      throw new IllegalArgumentException("appSecret must not be empty");
    }
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port must be between 0 and 65535");
    }
    if (tokensPerSecond < 1 || tokensPerMinute < 1) {
      throw new IllegalArgumentException("tokensPerSecond and tokensPerMinute must be positive");
    }
    scopes = Set.copyOf(scopes);
  }

  /** As the platform is known to be; the secret is new each time. */
  public static SandboxOptions defaults() {
    return new SandboxOptions(
        0,
        APP_ID,
        UUID.randomUUID().toString().replace("-", ""),
        Duration.ofHours(2),
        Duration.ofDays(7),
        Duration.ofSeconds(5),
        Duration.ofMinutes(10),
        50,
        1_000,
        Duration.ofMinutes(2),
        true,
        Duration.ofSeconds(3),
        ScopeWords.known());
  }

  public SandboxOptions withPort(int value) {
    return new SandboxOptions(
        value,
        appId,
        appSecret,
        accessLife,
        refreshLife,
        pollInterval,
        codeLife,
        tokensPerSecond,
        tokensPerMinute,
        pingInterval,
        strictAcks,
        ackWithin,
        scopes);
  }

  public SandboxOptions withAppId(String value) {
    return new SandboxOptions(
        port,
        value,
        appSecret,
        accessLife,
        refreshLife,
        pollInterval,
        codeLife,
        tokensPerSecond,
        tokensPerMinute,
        pingInterval,
        strictAcks,
        ackWithin,
        scopes);
  }

  public SandboxOptions withAppSecret(String value) {
    return new SandboxOptions(
        port,
        appId,
        value,
        accessLife,
        refreshLife,
        pollInterval,
        codeLife,
        tokensPerSecond,
        tokensPerMinute,
        pingInterval,
        strictAcks,
        ackWithin,
        scopes);
  }

  public SandboxOptions withAccessLife(Duration value) {
    return new SandboxOptions(
        port,
        appId,
        appSecret,
        value,
        refreshLife,
        pollInterval,
        codeLife,
        tokensPerSecond,
        tokensPerMinute,
        pingInterval,
        strictAcks,
        ackWithin,
        scopes);
  }

  public SandboxOptions withRefreshLife(Duration value) {
    return new SandboxOptions(
        port,
        appId,
        appSecret,
        accessLife,
        value,
        pollInterval,
        codeLife,
        tokensPerSecond,
        tokensPerMinute,
        pingInterval,
        strictAcks,
        ackWithin,
        scopes);
  }

  public SandboxOptions withPollInterval(Duration value) {
    return new SandboxOptions(
        port,
        appId,
        appSecret,
        accessLife,
        refreshLife,
        value,
        codeLife,
        tokensPerSecond,
        tokensPerMinute,
        pingInterval,
        strictAcks,
        ackWithin,
        scopes);
  }

  public SandboxOptions withCodeLife(Duration value) {
    return new SandboxOptions(
        port,
        appId,
        appSecret,
        accessLife,
        refreshLife,
        pollInterval,
        value,
        tokensPerSecond,
        tokensPerMinute,
        pingInterval,
        strictAcks,
        ackWithin,
        scopes);
  }

  public SandboxOptions withTokensPerSecond(int value) {
    return new SandboxOptions(
        port,
        appId,
        appSecret,
        accessLife,
        refreshLife,
        pollInterval,
        codeLife,
        value,
        tokensPerMinute,
        pingInterval,
        strictAcks,
        ackWithin,
        scopes);
  }

  public SandboxOptions withTokensPerMinute(int value) {
    return new SandboxOptions(
        port,
        appId,
        appSecret,
        accessLife,
        refreshLife,
        pollInterval,
        codeLife,
        tokensPerSecond,
        value,
        pingInterval,
        strictAcks,
        ackWithin,
        scopes);
  }

  public SandboxOptions withPingInterval(Duration value) {
    return new SandboxOptions(
        port,
        appId,
        appSecret,
        accessLife,
        refreshLife,
        pollInterval,
        codeLife,
        tokensPerSecond,
        tokensPerMinute,
        value,
        strictAcks,
        ackWithin,
        scopes);
  }

  public SandboxOptions withStrictAcks(boolean value) {
    return new SandboxOptions(
        port,
        appId,
        appSecret,
        accessLife,
        refreshLife,
        pollInterval,
        codeLife,
        tokensPerSecond,
        tokensPerMinute,
        pingInterval,
        value,
        ackWithin,
        scopes);
  }

  public SandboxOptions withAckWithin(Duration value) {
    return new SandboxOptions(
        port,
        appId,
        appSecret,
        accessLife,
        refreshLife,
        pollInterval,
        codeLife,
        tokensPerSecond,
        tokensPerMinute,
        pingInterval,
        strictAcks,
        value,
        scopes);
  }

  public SandboxOptions withScopes(Set<String> value) {
    return new SandboxOptions(
        port,
        appId,
        appSecret,
        accessLife,
        refreshLife,
        pollInterval,
        codeLife,
        tokensPerSecond,
        tokensPerMinute,
        pingInterval,
        strictAcks,
        ackWithin,
        value);
  }

  @Override
  public String toString() {
    return "SandboxOptions[port=" + port + ", appId=" + appId + "]";
  }
}
