package dev.larkspur.adapters.httpclient;

import dev.larkspur.application.host.port.Audience;
import dev.larkspur.application.token.UserToken;
import io.micronaut.core.attr.MutableAttributeHolder;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.annotation.ClientFilter;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.client.ClientAttributes;

/** Puts the token that a call was given into its request, if that goes to the platform. */
@ClientFilter(Filter.MATCH_ALL_PATTERN)
final class ShowToken {
  private static final String TOKEN = UserToken.class.getName();

  private final Audience audience;

  ShowToken(Audience audience) {
    this.audience = audience;
  }

  /** The call is to be made with this token. */
  static void give(MutableAttributeHolder call, UserToken token) {
    call.setAttribute(TOKEN, token);
  }

  /**
   * @throws IllegalStateException if the request goes elsewhere
   */
  @RequestFilter
  void show(MutableHttpRequest<?> request) {
    var token =
        ClientAttributes.getInvocationContext(request)
            .flatMap(call -> call.getAttribute(TOKEN, UserToken.class))
            .orElse(null);
    if (token == null) {
      return;
    }
    var to = request.getUri();
    if (!audience.includes(token.person().app(), to)) {
      throw new IllegalStateException(
          "a token is not shown to "
              + to.getScheme()
              + "://"
              + to.getAuthority()
              + ", which is not where the platform takes calls of app "
              + token.person().app());
    }
    request.bearerAuth(token.access().reveal());
  }
}
