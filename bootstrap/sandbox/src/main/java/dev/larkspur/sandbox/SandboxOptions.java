package dev.larkspur.sandbox;

import dev.larkspur.sandbox.world.RedirectUris;
import dev.larkspur.sandbox.world.ScopeWords;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** How the stand-in is set up; everything has a default, {@code with…} copies with one change. */
public final class SandboxOptions {
  private int port = 0;
  private String appId = "cli_" + randomHex(16);
  private String appSecret = randomHex(32);
  private String verificationToken = "v" + randomHex(31);
  private Duration accessLife = Duration.ofHours(2);
  private Duration refreshLife = Duration.ofDays(7);
  private Duration consentLife = Duration.ofDays(365);
  private Duration grace = Duration.ofMinutes(1);
  private Duration pollInterval = Duration.ofSeconds(5);
  private Duration codeLife = Duration.ofMinutes(10);
  private int tokensPerSecond = 50;
  private int tokensPerMinute = 1_000;
  private Duration pingInterval = Duration.ofMinutes(2);
  private Duration reconnectInterval = Duration.ofMinutes(2);
  private Duration reconnectNonce = Duration.ofSeconds(30);
  private boolean strictAcks = true;
  private Duration ackWithin = Duration.ofSeconds(3);
  private int mostConnections = 50;
  private int people;
  private boolean rememberSecrets = true;
  private Set<String> scopes = ScopeWords.known();
  private Set<String> appScopes = ScopeWords.ofApps();
  private Set<String> redirectUris = Set.of(RedirectUris.ANY_ON_THIS_MACHINE);

  private SandboxOptions() {}

  /** As the platform is known to be; app and secret are new each time. */
  public static SandboxOptions defaults() {
    return new SandboxOptions();
  }

  /** 0 takes a free one. */
  public SandboxOptions withPort(int value) {
    refuse(value < 0 || value > 65535, "port must be between 0 and 65535");
    return with(copy -> copy.port = value);
  }

  public SandboxOptions withAppId(String value) {
    refuse(!value.matches("cli_[0-9a-fA-F]{16}"), "appId must be cli_ and 16 hex digits");
    return with(copy -> copy.appId = value);
  }

  public SandboxOptions withAppSecret(String value) {
    refuse(value.isBlank(), "appSecret must not be empty");
    return with(copy -> copy.appSecret = value);
  }

  /** What the app's events carry; new each time unless it is given. */
  public SandboxOptions withVerificationToken(String value) {
    refuse(value.isBlank(), "verificationToken must not be empty");
    return with(copy -> copy.verificationToken = value);
  }

  /** Of an access token. */
  public SandboxOptions withAccessLife(Duration value) {
    refuseUnlessPositive(value, "accessLife");
    return with(copy -> copy.accessLife = value);
  }

  /** Of a refresh token. */
  public SandboxOptions withRefreshLife(Duration value) {
    refuseUnlessPositive(value, "refreshLife");
    return with(copy -> copy.refreshLife = value);
  }

  /** Of a consent, which ends the refresh tokens that came of it. */
  public SandboxOptions withConsentLife(Duration value) {
    refuseUnlessPositive(value, "consentLife");
    return with(copy -> copy.consentLife = value);
  }

  /** How long an access token outlives the refresh that replaced it. */
  public SandboxOptions withGrace(Duration value) {
    refuse(value.isNegative(), "grace must not be negative");
    return with(copy -> copy.grace = value);
  }

  /** Between two polls of a device code. */
  public SandboxOptions withPollInterval(Duration value) {
    refuseUnlessPositive(value, "pollInterval");
    return with(copy -> copy.pollInterval = value);
  }

  /** Of a device code. */
  public SandboxOptions withCodeLife(Duration value) {
    refuseUnlessPositive(value, "codeLife");
    return with(copy -> copy.codeLife = value);
  }

  /** Calls of the token endpoint in any second. */
  public SandboxOptions withTokensPerSecond(int value) {
    refuse(value < 1, "tokensPerSecond must be positive");
    return with(copy -> copy.tokensPerSecond = value);
  }

  /** Calls of the token endpoint in any minute. */
  public SandboxOptions withTokensPerMinute(int value) {
    refuse(value < 1, "tokensPerMinute must be positive");
    return with(copy -> copy.tokensPerMinute = value);
  }

  /** What clients of the long connection are told to keep. */
  public SandboxOptions withPingInterval(Duration value) {
    refuseUnlessPositive(value, "pingInterval");
    return with(copy -> copy.pingInterval = value);
  }

  /** What clients are told to wait between two tries to connect again; whole seconds. */
  public SandboxOptions withReconnectInterval(Duration value) {
    refuse(value.isNegative(), "reconnectInterval must not be negative");
    return with(copy -> copy.reconnectInterval = value);
  }

  /** What clients are told to wait at most, by lot, before their first try; whole seconds. */
  public SandboxOptions withReconnectNonce(Duration value) {
    refuse(value.isNegative(), "reconnectNonce must not be negative");
    return with(copy -> copy.reconnectNonce = value);
  }

  /** Whether acks must repeat all 64 bits of the LogID, which the SDK for Node cannot. */
  public SandboxOptions withStrictAcks(boolean value) {
    return with(copy -> copy.strictAcks = value);
  }

  /** How long an app may take to answer a click, in real time. */
  public SandboxOptions withAckWithin(Duration value) {
    return with(copy -> copy.ackWithin = value);
  }

  /** Long connections of the app at the same time; the next is refused. */
  public SandboxOptions withMostConnections(int value) {
    refuse(value < 1, "mostConnections must be positive");
    return with(copy -> copy.mostConnections = value);
  }

  /** So many people beside those that are always there. */
  public SandboxOptions withPeople(int value) {
    refuse(value < 0, "people must not be negative");
    return with(copy -> copy.people = value);
  }

  /**
   * Whether {@link Sandbox#issuedSecrets} is there; a run of a million refreshes does better
   * without.
   */
  public SandboxOptions withRememberSecrets(boolean value) {
    return with(copy -> copy.rememberSecrets = value);
  }

  /** What the app has enabled, to be asked of people. */
  public SandboxOptions withScopes(Set<String> value) {
    return with(copy -> copy.scopes = Set.copyOf(value));
  }

  /** What the app has enabled, to do as itself. */
  public SandboxOptions withAppScopes(Set<String> value) {
    return with(copy -> copy.appScopes = Set.copyOf(value));
  }

  /** Where the authorize page may lead back to, to the letter; any http address here by default. */
  public SandboxOptions withRedirectUris(Set<String> value) {
    return with(copy -> copy.redirectUris = Set.copyOf(value));
  }

  int port() {
    return port;
  }

  String appId() {
    return appId;
  }

  String appSecret() {
    return appSecret;
  }

  String verificationToken() {
    return verificationToken;
  }

  Duration accessLife() {
    return accessLife;
  }

  Duration refreshLife() {
    return refreshLife;
  }

  Duration consentLife() {
    return consentLife;
  }

  Duration grace() {
    return grace;
  }

  Duration pollInterval() {
    return pollInterval;
  }

  Duration codeLife() {
    return codeLife;
  }

  int tokensPerSecond() {
    return tokensPerSecond;
  }

  int tokensPerMinute() {
    return tokensPerMinute;
  }

  Duration pingInterval() {
    return pingInterval;
  }

  Duration reconnectInterval() {
    return reconnectInterval;
  }

  Duration reconnectNonce() {
    return reconnectNonce;
  }

  boolean strictAcks() {
    return strictAcks;
  }

  Duration ackWithin() {
    return ackWithin;
  }

  int mostConnections() {
    return mostConnections;
  }

  int people() {
    return people;
  }

  boolean rememberSecrets() {
    return rememberSecrets;
  }

  Set<String> scopes() {
    return scopes;
  }

  Set<String> appScopes() {
    return appScopes;
  }

  Set<String> redirectUris() {
    return redirectUris;
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "SandboxOptions[port=" + port + ", appId=" + appId + "]";
  }

  private SandboxOptions with(Consumer<SandboxOptions> change) {
    var copy = new SandboxOptions();
    copy.port = port;
    copy.appId = appId;
    copy.appSecret = appSecret;
    copy.verificationToken = verificationToken;
    copy.accessLife = accessLife;
    copy.refreshLife = refreshLife;
    copy.consentLife = consentLife;
    copy.grace = grace;
    copy.pollInterval = pollInterval;
    copy.codeLife = codeLife;
    copy.tokensPerSecond = tokensPerSecond;
    copy.tokensPerMinute = tokensPerMinute;
    copy.pingInterval = pingInterval;
    copy.reconnectInterval = reconnectInterval;
    copy.reconnectNonce = reconnectNonce;
    copy.strictAcks = strictAcks;
    copy.ackWithin = ackWithin;
    copy.mostConnections = mostConnections;
    copy.people = people;
    copy.rememberSecrets = rememberSecrets;
    copy.scopes = scopes;
    copy.appScopes = appScopes;
    copy.redirectUris = redirectUris;
    change.accept(copy);
    return copy;
  }

  private static void refuseUnlessPositive(Duration value, String name) {
    refuse(!value.isPositive(), name + " must be positive");
  }

  private static void refuse(boolean wrong, String message) {
    if (wrong) {
      throw new IllegalArgumentException(message);
    }
  }

  private static String randomHex(int digits) {
    return UUID.randomUUID().toString().replace("-", "").substring(0, digits);
  }
}
