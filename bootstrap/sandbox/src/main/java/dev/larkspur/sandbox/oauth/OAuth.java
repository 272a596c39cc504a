package dev.larkspur.sandbox.oauth;

import dev.larkspur.sandbox.world.Faults;
import dev.larkspur.sandbox.world.Journal;
import dev.larkspur.sandbox.world.People;
import dev.larkspur.sandbox.world.RateLimit;
import dev.larkspur.sandbox.world.SampleApp;
import dev.larkspur.sandbox.world.SandboxClock;
import dev.larkspur.sandbox.world.Secrets;
import io.javalin.Javalin;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/** Consent and tokens as one piece. */
public final class OAuth {
  private final DeviceFlows flows;
  private final UserTokens users;
  private final TenantTokens tenants;
  private final DeviceAuthorizationEndpoint devices;
  private final Consents consents = new Consents();
  private final Authorizations authorizations;
  private final RefreshGrant refresh;
  private final TokenEndpoint token;
  private final RevokeEndpoint revoke;
  private final ConsentPage page;
  private final AuthorizePage authorizePage;
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
    flows = new DeviceFlows(clock, secrets, lives, consents);
    users = new UserTokens(clock, secrets, faults, lives);
    tenants = new TenantTokens(clock, secrets);
    var clients = new ClientAuth(app);
    devices = new DeviceAuthorizationEndpoint(app, clients, flows, lives);
    refresh = new RefreshGrant(users, app.console(), faults.refresh(), limit);
    var codes = new AuthorizationCodes(clock, secrets);
    token = new TokenEndpoint(clients, older(codes), newer(codes), limit);
    revoke = new RevokeEndpoint(clients, users);
    var sheet = new ConsentSheet(app, people);
    page = new ConsentPage(sheet, flows, faults.consent());
    authorizations = new Authorizations(app, people, codes);
    authorizePage = new AuthorizePage(sheet, authorizations);
  }

  private Map<String, Grant> older(AuthorizationCodes codes) {
    return Map.of(
        "authorization_code", new CodeGrant(codes, consents, users, false),
        "urn:ietf:params:oauth:grant-type:device_code", new DeviceGrant(flows, users),
        "refresh_token", refresh);
  }

  private Map<String, Grant> newer(AuthorizationCodes codes) {
    var grants = new HashMap<>(older(codes));
    grants.put("authorization_code", new CodeGrant(codes, consents, users, true));
    grants.put("client_credentials", new ClientGrant(tenants));
    return grants;
  }

  public void routes(Javalin app) {
    app.post("/oauth/v1/device_authorization", devices::handle);
    app.get(ConsentPage.PATH, page::show);
    app.post(ConsentPage.PATH, page::decide);
    app.get(AuthorizePage.PATH, authorizePage::show);
    app.post(AuthorizePage.PATH, authorizePage::decide);
    app.post("/oauth/v3/token", token::v3);
    app.post("/open-apis/authen/v2/oauth/token", token::v2);
    app.post("/oauth/v1/revoke", revoke::handle);
  }

  public DeviceFlows flows() {
    return flows;
  }

  public Authorizations authorizations() {
    return authorizations;
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
    if (scopes.isEmpty() || !app.console().scopes().containsAll(scopes)) {
      throw new IllegalArgumentException("the app has not enabled all of " + scopes);
    }
    return users.issue(consents.add(openId, scopes));
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
