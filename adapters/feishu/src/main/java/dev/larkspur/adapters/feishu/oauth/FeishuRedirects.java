package dev.larkspur.adapters.feishu.oauth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.larkspur.adapters.feishu.FeishuApp;
import dev.larkspur.adapters.feishu.FeishuApps;
import dev.larkspur.adapters.feishu.UnknownApp;
import dev.larkspur.application.Entropy;
import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.domain.authorization.AuthSession.Preparing;
import dev.larkspur.domain.authorization.Redirect;
import dev.larkspur.domain.authorization.RedirectState;
import dev.larkspur.domain.token.Secret;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;

/**
 * Makes links to the authorize page (RFC 6749 section 4.1.1), with the proof of RFC 7636. Asks
 * nobody: what the platform refuses it tells the person.
 */
@Singleton
final class FeishuRedirects {
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  private final FeishuApps apps;
  private final Entropy entropy;

  FeishuRedirects(FeishuApps apps, Entropy entropy) {
    this.apps = apps;
    this.entropy = entropy;
  }

  /** Lasts as long as the session would. */
  Redirect begin(Preparing session) {
    var id = session.person().app();
    var app = apps.feishu(id).orElseThrow(() -> UnknownApp.here(id));
    var state = new Secret(entropy.unguessable());
    var verifier = new Secret(entropy.unguessable());
    var link = link(app, session, new RedirectState(session.id(), state), verifier);
    return new Redirect(state, verifier, new Secret(link), session.expiresAt());
  }

  private static String link(
      FeishuApp app, Preparing session, RedirectState state, Secret verifier) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("client_id", app.id().value());
    fields.put("response_type", "code");
    fields.put("redirect_uri", redirectUrl(app));
    fields.put("scope", session.request().scopes().toString());
    fields.put("state", state.reveal());
    fields.put("code_challenge", challenge(verifier));
    fields.put("code_challenge_method", "S256");
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&", app.accounts("/open-apis/authen/v1/authorize") + "?", ""));
  }

  /** As registered; whoever asks for a code and whoever trades it have to say the same. */
  static String redirectUrl(FeishuApp app) {
    var url = app.redirectUrl();
    if (url == null) {
      throw new PlatformUnavailable(
          "sending a browser off: larkspur.feishu.redirect-url is not configured here",
          Duration.ZERO);
    }
    return url;
  }

  private static String challenge(Secret verifier) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      return TEXT.encodeToString(sha256.digest(verifier.reveal().getBytes(US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
