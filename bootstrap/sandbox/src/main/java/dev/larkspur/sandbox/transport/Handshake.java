package dev.larkspur.sandbox.transport;

import dev.larkspur.sandbox.web.HandshakeRefused;
import dev.larkspur.sandbox.world.Faults;
import dev.larkspur.sandbox.world.Faults.Refusal;
import io.javalin.http.Context;

/** Looks at the ticket before the line is opened; a refusal speaks through three headers. */
final class Handshake {
  private static final int USUAL = 0;

  private final Tickets tickets;
  private final Connections connections;
  private final Faults faults;
  private final int mostConnections;

  Handshake(Tickets tickets, Connections connections, Faults faults, int mostConnections) {
    this.tickets = tickets;
    this.connections = connections;
    this.faults = faults;
    this.mostConnections = mostConnections;
  }

  void check(Context ctx) {
    faults.takeRefusal().ifPresent(refused -> refuse(ctx, refused.how(), refused.httpStatus()));
    var admission =
        tickets.redeem(query(ctx, "ticket"), query(ctx, "access_key"), query(ctx, "device_id"));
    if (admission.isEmpty()) {
      refuse(ctx, Refusal.AUTH_FAILED, USUAL);
    } else if (connections.count() >= mostConnections) {
      refuse(ctx, Refusal.TOO_MANY_CONNECTIONS, USUAL);
    }
  }

  /** Nobody documents the HTTP status; clients read the headers on anything but 101. */
  private static void refuse(Context ctx, Refusal how, int wanted) {
    switch (how) {
      case FORBIDDEN -> refuse(ctx, either(wanted, 403), "403", "forbidden", "");
      case AUTH_FAILED -> refuse(ctx, either(wanted, 401), "514", "auth failed", "");
      case TOO_MANY_CONNECTIONS ->
          refuse(ctx, either(wanted, 400), "514", "exceed connection limit", "1000040350");
      case BUSY -> refuse(ctx, either(wanted, 503), "1", "system busy", "");
    }
  }

  private static int either(int wanted, int usual) {
    return wanted == USUAL ? usual : wanted;
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
