package dev.larkspur.sandbox.world;

import java.util.Set;

/**
 * The app's page in the developer console: what its developer and the company's administrator have
 * set. All is well to begin with; each setting is one thing that can be wrong.
 */
public final class Console {
  /** How the company stands to the app. */
  public enum Status {
    ENABLED,
    /** The administrator has stopped it: 20069 and 99991662. */
    DISABLED,
    /** No version was ever published in this company: 20009 and 99991673. */
    NOT_INSTALLED
  }

  /** How events are to reach the app; callbacks have a switch of their own. */
  public enum Delivery {
    UNSET,
    LONG_CONNECTION,
    DEVELOPER_SERVER
  }

  private final Set<String> firstScopes;
  private final Set<String> firstAppScopes;
  private final RedirectUris firstRedirectUris;
  private volatile Set<String> scopes;
  private volatile Set<String> appScopes;
  private volatile RedirectUris redirectUris;
  private volatile Status status = Status.ENABLED;
  private volatile Delivery events = Delivery.LONG_CONNECTION;
  private volatile boolean bot = true;
  private volatile boolean refreshing = true;

  public Console(Set<String> scopes, Set<String> appScopes, Set<String> redirectUris) {
    firstScopes = Set.copyOf(scopes);
    firstAppScopes = Set.copyOf(appScopes);
    firstRedirectUris = new RedirectUris(redirectUris);
    this.scopes = firstScopes;
    this.appScopes = firstAppScopes;
    this.redirectUris = firstRedirectUris;
  }

  /** What the app may ask people for. */
  public void scopes(Set<String> enabled) {
    scopes = Set.copyOf(enabled);
  }

  /** What the app may do as itself. */
  public void appScopes(Set<String> enabled) {
    appScopes = Set.copyOf(enabled);
  }

  /** Where the authorize page may lead back to, to the letter. */
  public void redirectUris(Set<String> registered) {
    redirectUris = new RedirectUris(registered);
  }

  public void status(Status to) {
    status = to;
  }

  public void events(Delivery by) {
    events = by;
  }

  /** The bot capability. */
  public void bot(boolean on) {
    bot = on;
  }

  /** The security setting without which no refresh token is taken: 20074. */
  public void refreshing(boolean on) {
    refreshing = on;
  }

  /** Everything as it was at the start. */
  public void reset() {
    scopes = firstScopes;
    appScopes = firstAppScopes;
    redirectUris = firstRedirectUris;
    status = Status.ENABLED;
    events = Delivery.LONG_CONNECTION;
    bot = true;
    refreshing = true;
  }

  public Set<String> scopes() {
    return scopes;
  }

  public Set<String> appScopes() {
    return appScopes;
  }

  public RedirectUris redirectUris() {
    return redirectUris;
  }

  public Status status() {
    return status;
  }

  public Delivery events() {
    return events;
  }

  public boolean hasBot() {
    return bot;
  }

  public boolean allowsRefreshing() {
    return refreshing;
  }
}
