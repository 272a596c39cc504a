package com.example.reminder;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** What somebody might want to test: a login with Feishu, which knows only its addresses. */
final class FeishuLogin {
  private static final String CALLBACK = "http://localhost:9/login";

  private final URI feishu;
  private final String appId;
  private final String appSecret;

  FeishuLogin(URI feishu, String appId, String appSecret) {
    this.feishu = feishu;
    this.appId = appId;
    this.appSecret = appSecret;
  }

  URI link() {
    return feishu.resolve(
        "/open-apis/authen/v1/authorize?response_type=code&client_id="
            + appId
            + "&redirect_uri="
            + URLEncoder.encode(CALLBACK, StandardCharsets.UTF_8));
  }

  /** The platform's answer to the code that came back. */
  String exchange(URI cameBack) throws IOException, InterruptedException {
    var code = cameBack.getQuery().replaceFirst("code=", "");
    var body =
        "{\"grant_type\":\"authorization_code\",\"code\":\"%s\",\"redirect_uri\":\"%s\",\"client_id\":\"%s\",\"client_secret\":\"%s\"}"
            .formatted(code, CALLBACK, appId, appSecret);
    var request =
        HttpRequest.newBuilder(feishu.resolve("/oauth/v3/token"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.ofString()).body();
    }
  }
}
