package dev.larkspur.sandbox.openapi;

import dev.larkspur.sandbox.chat.Chats;
import dev.larkspur.sandbox.oauth.OAuth;
import dev.larkspur.sandbox.world.People;
import dev.larkspur.sandbox.world.SampleApp;
import dev.larkspur.sandbox.world.SandboxClock;
import io.javalin.Javalin;

/** The open API as one piece. */
public final class OpenApi {
  private final TenantTokenEndpoint tenantToken;
  private final UserInfo userInfo;
  private final Messages messages;
  private final CardUpdates cardUpdates;

  public OpenApi(SampleApp app, People people, Chats chats, OAuth oauth, SandboxClock clock) {
    var bearers = new Bearers(oauth.users(), oauth.tenants());
    tenantToken = new TenantTokenEndpoint(app, oauth.tenants());
    userInfo = new UserInfo(bearers, people);
    messages = new Messages(app, bearers, people, chats, clock);
    cardUpdates = new CardUpdates(bearers, chats, clock);
  }

  public void routes(Javalin app) {
    app.post("/open-apis/auth/v3/tenant_access_token/internal", tenantToken::tenant);
    app.post("/open-apis/auth/v3/app_access_token/internal", tenantToken::app);
    app.get("/open-apis/authen/v1/user_info", userInfo::handle);
    app.post("/open-apis/im/v1/messages", messages::send);
    app.patch("/open-apis/im/v1/messages/{id}", messages::patch);
    app.delete("/open-apis/im/v1/messages/{id}", messages::recall);
    app.post("/open-apis/interactive/v1/card/update", cardUpdates::handle);
  }
}
