package dev.larkspur.sandbox.openapi;

import dev.larkspur.sandbox.callback.Callbacks;
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
  private final ApplicationInfo application;
  private final Messages messages;
  private final CardUpdates cardUpdates;
  private final AilySkills skills;
  private final AilySessions sessions;
  private final ApaasFlows flows;

  public OpenApi(
      SampleApp app,
      People people,
      Chats chats,
      OAuth oauth,
      Callbacks callbacks,
      SandboxClock clock) {
    var bearers = new Bearers(oauth.users(), oauth.tenants(), app.console());
    tenantToken = new TenantTokenEndpoint(app, oauth.tenants());
    userInfo = new UserInfo(bearers, people);
    application = new ApplicationInfo(app, people, bearers, callbacks);
    messages = new Messages(app, bearers, people, chats, clock);
    cardUpdates = new CardUpdates(bearers, chats, clock);
    skills = new AilySkills(app, bearers, clock);
    sessions = new AilySessions(bearers, clock);
    flows = new ApaasFlows(bearers, clock);
  }

  public void routes(Javalin app) {
    app.post("/open-apis/auth/v3/tenant_access_token/internal", tenantToken::tenant);
    app.post("/open-apis/auth/v3/app_access_token/internal", tenantToken::app);
    app.get("/open-apis/authen/v1/user_info", userInfo::handle);
    app.get("/open-apis/application/v6/applications/{app_id}", application::application);
    app.get("/open-apis/bot/v3/info", application::bot);
    app.post("/open-apis/im/v1/messages", messages::send);
    app.patch("/open-apis/im/v1/messages/{id}", messages::patch);
    app.delete("/open-apis/im/v1/messages/{id}", messages::recall);
    app.post("/open-apis/interactive/v1/card/update", cardUpdates::handle);
    app.post("/open-apis/aily/v1/apps/{app_id}/skills/{skill_id}/start", skills::start);
    app.post("/open-apis/aily/v1/sessions", sessions::open);
    app.post("/open-apis/aily/v1/sessions/{session_id}/messages", sessions::say);
    app.post("/open-apis/aily/v1/sessions/{session_id}/runs", sessions::run);
    app.get("/open-apis/aily/v1/sessions/{session_id}/runs/{run_id}", sessions::find);
    app.post("/open-apis/aily/v1/sessions/{session_id}/runs/{run_id}/cancel", sessions::cancel);
    app.post(
        "/open-apis/apaas/v1/applications/{namespace}/flows/{flow_id}/execute", flows::execute);
  }
}
