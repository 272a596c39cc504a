package dev.larkspur.sandbox.oauth;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What a link to the authorize page asks for; what it does not say is empty. */
record AuthorizeRequest(Map<String, String> parameters) {
  private static final List<String> NAMES =
      List.of(
          "client_id",
          "response_type",
          "redirect_uri",
          "scope",
          "state",
          "code_challenge",
          "code_challenge_method");

  static AuthorizeRequest of(UnaryOperator<String> value) {
    var parameters = new LinkedHashMap<String, String>();
    NAMES.forEach(name -> parameters.put(name, value.apply(name)));
    return new AuthorizeRequest(parameters);
  }

  String clientId() {
    return get("client_id");
  }

  String responseType() {
    return get("response_type");
  }

  String redirectUri() {
    return get("redirect_uri");
  }

  String state() {
    return get("state");
  }

  Set<String> scopes() {
    var scopes = new LinkedHashSet<>(Arrays.asList(get("scope").strip().split("\\s+")));
    scopes.remove("");
    return scopes;
  }

  Challenge challenge() {
    return new Challenge(get("code_challenge"), get("code_challenge_method"));
  }

  private String get(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** Without the state and the challenge. */
  @Override
  public String toString() {
    return "AuthorizeRequest[for " + clientId() + "]";
  }
}
