package dev.larkspur.sandbox.oauth;

import io.javalin.http.Context;

/** One kind of thing that the token endpoints trade for tokens. */
interface Grant {
  void handle(Context ctx, TokenRequest request);
}
