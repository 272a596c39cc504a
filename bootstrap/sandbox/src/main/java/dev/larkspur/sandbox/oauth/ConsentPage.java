package dev.larkspur.sandbox.oauth;

import dev.larkspur.sandbox.oauth.DeviceFlows.Shown;
import dev.larkspur.sandbox.oauth.DeviceFlows.Status;
import dev.larkspur.sandbox.world.ConsentFaults;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** Where a person says yes or no to a device grant: /oauth/v1/device/verify. */
final class ConsentPage {
  static final String PATH = "/oauth/v1/device/verify";

  private final ConsentSheet sheet;
  private final DeviceFlows flows;
  private final ConsentFaults faults;

  ConsentPage(ConsentSheet sheet, DeviceFlows flows, ConsentFaults faults) {
    this.sheet = sheet;
    this.flows = flows;
    this.faults = faults;
  }

  void show(Context ctx) {
    switch (faults.devicePage()) {
      case WORKS -> ask(ctx);
      case MALFORMED -> unknown(ctx);
      case MISSING -> throw new NotFoundResponse();
    }
  }

  private void ask(Context ctx) {
    var flowId = value(ctx.queryParam("flow_id"));
    var userCode = value(ctx.queryParam("user_code"));
    var flow = flows.find(flowId, userCode);
    if (flow.isEmpty()) {
      unknown(ctx);
    } else if (flow.get().status() != Status.OPEN) {
      outcome(ctx, flow.get().status());
    } else {
      sheet.viewer(ctx).ifPresent(person -> flows.opened(flowId, userCode, person.openId()));
      sheet.ask(ctx, asked(flow.get()));
    }
  }

  void decide(Context ctx) {
    var openId = value(ctx.formParam("open_id"));
    if (sheet.admits(ctx, openId)) {
      decide(ctx, openId);
    }
  }

  private void decide(Context ctx, String openId) {
    var flowId = value(ctx.formParam("flow_id"));
    var userCode = value(ctx.formParam("user_code"));
    var decision = value(ctx.formParam("decision"));
    var done =
        switch (decision) {
          case "approve" -> flows.approve(flowId, userCode, openId);
          case "deny" -> flows.deny(flowId, userCode, openId);
          default -> false;
        };
    if (done) {
      outcome(ctx, decision.equals("approve") ? Status.APPROVED : Status.DENIED);
    } else {
      outcome(ctx, Status.EXPIRED);
    }
  }

  private static ConsentSheet.Asked asked(Shown flow) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("flow_id", flow.flowId());
    fields.put("user_code", flow.userCode());
    return new ConsentSheet.Asked(PATH, fields, flow.scopes(), flow.userCode());
  }

  private void unknown(Context ctx) {
    var words = ConsentSheet.words(ctx);
    sheet.outcome(ctx, 400, "unknown", words.unknown(), words.unknownHint());
  }

  private void outcome(Context ctx, Status status) {
    var words = ConsentSheet.words(ctx);
    switch (status) {
      case APPROVED -> sheet.outcome(ctx, 200, "approved", words.approved(), words.approvedHint());
      case DENIED -> sheet.outcome(ctx, 200, "denied", words.denied(), words.deniedHint());
      case OPEN, EXPIRED ->
          sheet.outcome(ctx, 410, "expired", words.expired(), words.expiredHint());
    }
  }

  private static String value(@Nullable String text) {
    return text == null ? "" : text;
  }
}
