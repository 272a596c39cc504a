package dev.larkspur.sandbox.oauth;

import dev.larkspur.sandbox.web.HtmlPage;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where a person says yes or no and is sent back to the app: /open-apis/authen/v1/authorize. */
final class AuthorizePage {
  static final String PATH = "/open-apis/authen/v1/authorize";

  private final ConsentSheet sheet;
  private final Authorizations authorizations;

  AuthorizePage(ConsentSheet sheet, Authorizations authorizations) {
    this.sheet = sheet;
    this.authorizations = authorizations;
  }

  void show(Context ctx) {
    var request = AuthorizeRequest.of(name -> value(ctx.queryParam(name)));
    if (refused(ctx, request)) {
      return;
    }
    var asked = new ConsentSheet.Asked(PATH, request.parameters(), request.scopes(), "");
    sheet.ask(ctx, asked);
    HtmlPage.letFormLeadTo(ctx, origin(request));
  }

  void decide(Context ctx) {
    var request = AuthorizeRequest.of(name -> value(ctx.formParam(name)));
    if (refused(ctx, request)) {
      return;
    }
    if (!value(ctx.formParam("decision")).equals("approve")) {
      redirect(ctx, authorizations.deny(request));
      return;
    }
    var openId = value(ctx.formParam("open_id"));
    if (sheet.admits(ctx, openId)) {
      redirect(ctx, authorizations.approve(request, openId));
    }
  }

  private boolean refused(Context ctx, AuthorizeRequest request) {
    var refusal = authorizations.refusal(request);
    refusal.ifPresent(
        why -> {
          var words = ConsentSheet.words(ctx);
          sheet.outcome(ctx, 400, "unknown", words.unusable(), why.in(words.locale()));
        });
    return refusal.isPresent();
  }

  private static void redirect(Context ctx, URI to) {
    ctx.redirect(to.toString(), HttpStatus.FOUND);
  }

  private static String origin(AuthorizeRequest request) {
    var uri = URI.create(request.redirectUri());
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }

  private static String value(@Nullable String text) {
    return text == null ? "" : text;
  }
}
