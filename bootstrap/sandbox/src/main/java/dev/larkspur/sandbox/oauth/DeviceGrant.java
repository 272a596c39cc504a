package dev.larkspur.sandbox.oauth;

import dev.larkspur.sandbox.web.Answers;
import io.javalin.http.Context;

/** Trades a device code for the first pair, once the person has consented. */
final class DeviceGrant implements Grant {
  private final DeviceFlows flows;
  private final UserTokens users;

  DeviceGrant(DeviceFlows flows, UserTokens users) {
    this.flows = flows;
    this.users = users;
  }

  @Override
  public void handle(Context ctx, TokenRequest request) {
    var consent = flows.redeem(request.required("device_code"));
    Answers.json(ctx, 200, users.issue(consent).toJson());
  }
}
