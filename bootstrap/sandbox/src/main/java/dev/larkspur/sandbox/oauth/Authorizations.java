package dev.larkspur.sandbox.oauth;

import dev.larkspur.sandbox.world.People;
import dev.larkspur.sandbox.world.SampleApp;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Consent by way of the browser: who asks, whether they may, and where the browser is sent. */
public final class Authorizations {
  private static final int MOST_SCOPES = 50;

  private final SampleApp app;
  private final People people;
  private final AuthorizationCodes codes;

  Authorizations(SampleApp app, People people, AuthorizationCodes codes) {
    this.app = app;
    this.people = people;
    this.codes = codes;
  }

  /** The person approves; the answer is where the page sends the browser. */
  public URI approve(Map<String, String> link, String openId) {
    return approve(asked(link), openId);
  }

  /** The person refuses; the answer is where the page sends the browser. */
  public URI deny(Map<String, String> link) {
    return deny(asked(link));
  }

  URI approve(AuthorizeRequest request, String openId) {
    var person =
        people
            .byOpenId(openId)
            .orElseThrow(() -> new NoSuchElementException("there is nobody called " + openId));
    if (!person.available()) {
      throw new IllegalStateException("the app is not available to this person (20010)");
    }
    return back(request, "code", codes.issue(request, openId));
  }

  /** The person approves what a page inside the client asks for, which names no address. */
  public String codeInTheClient(String openId, Set<String> scopes) {
    if (!app.console().scopes().containsAll(scopes)) {
      throw new IllegalArgumentException("the app has not enabled all of " + scopes);
    }
    var asked = Map.of("client_id", app.appId(), "scope", String.join(" ", scopes));
    return codes.issue(new AuthorizeRequest(asked), openId);
  }

  URI deny(AuthorizeRequest request) {
    return back(request, "error", "access_denied");
  }

  /** What the page says instead of asking, if anything is wrong with the link. */
  Optional<AuthorizeRefusal> refusal(AuthorizeRequest request) {
    if (!request.clientId().equals(app.appId())) {
      return Optional.of(AuthorizeRefusal.UNKNOWN_APP);
    }
    return switch (app.console().status()) {
      case DISABLED -> Optional.of(AuthorizeRefusal.DISABLED);
      case NOT_INSTALLED -> Optional.of(AuthorizeRefusal.NOT_INSTALLED);
      case ENABLED -> flaw(request);
    };
  }

  private Optional<AuthorizeRefusal> flaw(AuthorizeRequest request) {
    // First of all: an address that is not the app's must not learn anything else.
    if (!app.console().redirectUris().allows(request.redirectUri())) {
      return Optional.of(AuthorizeRefusal.REDIRECT_URI);
    }
    if (!request.responseType().equals("code")
        || !request.challenge().isWellFormed()
        || request.scopes().size() > MOST_SCOPES) {
      return Optional.of(AuthorizeRefusal.MALFORMED);
    }
    return app.console().scopes().containsAll(request.scopes())
        ? Optional.empty()
        : Optional.of(AuthorizeRefusal.SCOPE);
  }

  private AuthorizeRequest asked(Map<String, String> link) {
    var request = AuthorizeRequest.of(name -> link.getOrDefault(name, ""));
    refusal(request)
        .ifPresent(
            why -> {
              throw new IllegalStateException("the page says: " + why.in("en_us"));
            });
    return request;
  }

  private static URI back(AuthorizeRequest request, String name, String value) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put(name, value);
    if (!request.state().isEmpty()) {
      parameters.put("state", request.state());
    }
    var query =
        parameters.entrySet().stream()
            .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    var to = request.redirectUri();
    return URI.create(to + (to.contains("?") ? "&" : "?") + query);
  }
}
