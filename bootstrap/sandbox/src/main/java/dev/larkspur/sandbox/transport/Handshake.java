package dev.larkspur.sandbox.transport;

import dev.larkspur.sandbox.web.HandshakeRefused;
import dev.larkspur.sandbox.world.Faults;
import dev.larkspur.sandbox.world.Faults.Refusal;
import io.javalin.http.Context;

/** Looks at the ticket before the line is opened; a refusal speaks through three headers. */
final class Handshake {
  static final int MOST_CONNECTIONS = 50;

  private final Tickets tickets;
  private final Connections connections;
  private final Faults faults;

  Handshake(Tickets tickets, Connections connections, Faults faults) {
    this.tickets = tickets;
    this.connections = connections;
    this.faults = faults;
  }

  void check(Context ctx) {
    faults.takeRefusal().ifPresent(how -> refuse(ctx, how));
    var admission =
        tickets.redeem(query(ctx, "ticket"), query(ctx, "access_key"), query(ctx, "device_id"));
    if (admission.isEmpty()) {
      refuse(ctx, Refusal.AUTH_FAILED);
    } else if (connections.count() >= MOST_CONNECTIONS) {
      refuse(ctx, Refusal.TOO_MANY_CONNECTIONS);
    }
  }

  private static void refuse(Context ctx, Refusal how) {
    switch (how) {
      case FORBIDDEN -> refuse(ctx, 403, "403", "forbidden", "");
      case AUTH_FAILED -> refuse(ctx, 401, "514", "auth failed", "");
      case TOO_MANY_CONNECTIONS -> refuse(ctx, 400, "514", "exceed connection limit", "1000040350");
      case BUSY -> refuse(ctx, 503, "1", "system busy", "");
    }
  }

  private static void refuse(
      Context ctx, int httpStatus, String status, String message, String authErrorCode) {
    ctx.header("Handshake-Status", status);
    ctx.header("Handshake-Msg", message);
    if (!authErrorCode.isEmpty()) {
      ctx.header("Handshake-Autherrcode", authErrorCode);
    }
    throw new HandshakeRefused(httpStatus, message);
  }

  private static String query(Context ctx, String name) {
    var value = ctx.queryParam(name);
    return value == null ? "" : value;
  }
}
