package dev.larkspur.sandbox.oauth;

import dev.larkspur.sandbox.web.OAuthError;
import dev.larkspur.sandbox.web.TooFast;
import dev.larkspur.sandbox.world.RateLimit;
import io.javalin.http.Context;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Hands out tokens, at the older and at the newer address; both draw on the same limit. */
final class TokenEndpoint {
  private final ClientAuth clients;
  private final Map<String, Grant> older;
  private final Map<String, Grant> newer;
  private final RateLimit limit;
  private final LongAdder refusedByLimit = new LongAdder();

  /**
   * By {@code grant_type}.
   *
   * @param older what v2 knows
   * @param newer what v3 knows
   */
  TokenEndpoint(
      ClientAuth clients, Map<String, Grant> older, Map<String, Grant> newer, RateLimit limit) {
    this.clients = clients;
    this.older = Map.copyOf(older);
    this.newer = Map.copyOf(newer);
    this.limit = limit;
  }

  void v2(Context ctx) {
    admit();
    var request = TokenRequest.read(ctx);
    clients.body(request);
    grant(ctx, request, older);
  }

  void v3(Context ctx) {
    admit();
    var request = TokenRequest.read(ctx);
    clients.basicOrBody(request);
    grant(ctx, request, newer);
  }

  long refusedByLimit() {
    return refusedByLimit.sum();
  }

  private void admit() {
    limit
        .admit()
        .ifPresent(
            exceeded -> {
              refusedByLimit.increment();
              throw new TooFast(exceeded);
            });
  }

  private static void grant(Context ctx, TokenRequest request, Map<String, Grant> grants) {
    var grant = grants.get(request.required("grant_type"));
    if (grant == null) {
      throw new OAuthError(20036, "unsupported_grant_type", "Unsupported grant_type");
    }
    grant.handle(ctx, request);
  }
}
