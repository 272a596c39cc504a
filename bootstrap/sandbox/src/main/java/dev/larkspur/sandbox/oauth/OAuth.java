package dev.larkspur.sandbox.oauth;

import dev.larkspur.sandbox.world.Faults;
import dev.larkspur.sandbox.world.Journal;
import dev.larkspur.sandbox.world.People;
import dev.larkspur.sandbox.world.RateLimit;
import dev.larkspur.sandbox.world.SampleApp;
import dev.larkspur.sandbox.world.SandboxClock;
import dev.larkspur.sandbox.world.Secrets;
import io.javalin.Javalin;
import java.util.NoSuchElementException;
import java.util.Set;

/** Consent and tokens as one piece. */
public final class OAuth {
  private final DeviceFlows flows;
  private final UserTokens users;
  private final TenantTokens tenants;
  private final DeviceAuthorizationEndpoint devices;
  private final RefreshGrant refresh;
  private final TokenEndpoint token;
  private final RevokeEndpoint revoke;
  private final ConsentPage page;
  private final SampleApp app;
  private final People people;
  private final Journal journal;

  public OAuth(
      SampleApp app,
      People people,
      SandboxClock clock,
      Secrets secrets,
      Journal journal,
      Faults faults,
      Lives lives,
      RateLimit limit) {
    this.app = app;
    this.people = people;
    this.journal = journal;
    flows = new DeviceFlows(clock, secrets, lives);
    users = new UserTokens(clock, secrets, faults, lives);
    tenants = new TenantTokens(clock, secrets);
    var clients = new ClientAuth(app);
    devices = new DeviceAuthorizationEndpoint(app, clients, flows, lives);
    refresh = new RefreshGrant(users, faults.refresh(), limit);
    token = new TokenEndpoint(clients, flows, users, tenants, refresh, limit);
    revoke = new RevokeEndpoint(clients, users);
    page = new ConsentPage(app, people, flows);
  }

  public void routes(Javalin app) {
    app.post("/oauth/v1/device_authorization", devices::handle);
    app.get(ConsentPage.PATH, page::show);
    app.post(ConsentPage.PATH, page::decide);
    app.post("/oauth/v3/token", token::v3);
    app.post("/open-apis/authen/v2/oauth/token", token::v2);
    app.post("/oauth/v1/revoke", revoke::handle);
  }

  public DeviceFlows flows() {
    return flows;
  }

  public UserTokens users() {
    return users;
  }

  public TenantTokens tenants() {
    return tenants;
  }

  /** A consent of this person without card and page, and the pair that comes of it. */
  public TokenPair mint(String openId, Set<String> scopes) {
    if (people.byOpenId(openId).isEmpty()) {
      throw new NoSuchElementException("there is nobody called " + openId);
    }
    if (scopes.isEmpty() || !app.scopes().containsAll(scopes)) {
      throw new IllegalArgumentException("the app has not enabled all of " + scopes);
    }
    return users.issue(flows.consent(openId, scopes));
  }

  public Counters counters() {
    var presented = users.presented();
    return new Counters(
        presented.histogram().values().stream().mapToLong(Long::longValue).sum(),
        presented,
        users.rotations(),
        journal.limitedSoFar(),
        token.refusedByLimit(),
        flows.polled(),
        refresh.byAnswer());
  }
}
