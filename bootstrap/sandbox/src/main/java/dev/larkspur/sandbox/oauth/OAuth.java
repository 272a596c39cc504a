package dev.larkspur.sandbox.oauth;

import dev.larkspur.sandbox.world.Faults;
import dev.larkspur.sandbox.world.Journal;
import dev.larkspur.sandbox.world.People;
import dev.larkspur.sandbox.world.RateLimit;
import dev.larkspur.sandbox.world.SampleApp;
import dev.larkspur.sandbox.world.SandboxClock;
import dev.larkspur.sandbox.world.Secrets;
import io.javalin.Javalin;

/** Consent and tokens as one piece. */
public final class OAuth {
  private final DeviceFlows flows;
  private final UserTokens users;
  private final TenantTokens tenants;
  private final DeviceAuthorizationEndpoint devices;
  private final TokenEndpoint token;
  private final RevokeEndpoint revoke;
  private final ConsentPage page;

  public OAuth(
      SampleApp app,
      People people,
      SandboxClock clock,
      Secrets secrets,
      Journal journal,
      Faults faults,
      Lives lives,
      RateLimit limit) {
    flows = new DeviceFlows(clock, secrets, lives);
    users = new UserTokens(clock, secrets, faults, lives);
    tenants = new TenantTokens(clock, secrets);
    var clients = new ClientAuth(app);
    devices = new DeviceAuthorizationEndpoint(app, clients, flows, lives);
    token = new TokenEndpoint(clients, flows, users, tenants, limit, journal, faults);
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
}
