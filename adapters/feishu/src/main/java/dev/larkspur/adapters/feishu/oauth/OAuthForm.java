package dev.larkspur.adapters.feishu.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.larkspur.adapters.feishu.FeishuApp;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A form for one of the platform's OAuth endpoints. */
final class OAuthForm {
  private final FeishuApp app;
  private final Map<String, String> fields = new LinkedHashMap<>();

  OAuthForm(FeishuApp app) {
    this.app = app;
    with("client_id", app.id().value());
  }

  OAuthForm with(String name, String value) {
    fields.put(name, value);
    return this;
  }

  /** The secret as a field: what the token endpoint and revocation take. */
  OAuthForm withSecret() {
    return with("client_secret", app.secret().reveal());
  }

  HttpRequest to(URI address) {
    return post(address).build();
  }

  /** The secret in the header (RFC 6749 section 2.3.1): what device_authorization takes. */
  HttpRequest withBasicAuthTo(URI address) {
    var both = app.id() + ":" + app.secret().reveal();
    var encoded = Base64.getEncoder().encodeToString(both.getBytes(UTF_8));
    return post(address).header("Authorization", "Basic " + encoded).build();
  }

  private HttpRequest.Builder post(URI address) {
    var body =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return HttpRequest.newBuilder(address)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body, UTF_8));
  }
}
