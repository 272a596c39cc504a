package dev.larkspur.adapters.feishu;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.lark.oapi.core.Config;
import com.lark.oapi.core.httpclient.IHttpTransport;
import com.lark.oapi.core.request.RawRequest;
import com.lark.oapi.core.response.RawResponse;
import com.lark.oapi.core.utils.Jsons;
import dev.larkspur.application.token.port.PlatformUnavailable;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;

/**
 * Carries the SDK's requests.
 *
 * <p>The SDK logs request and answer in full where an answer cannot be read; so what is not a JSON
 * object never reaches it, nor does status 504, for which it has a log line and a checked exception
 * of its own.
 */
final class SdkTransport implements IHttpTransport {
  private static final int GATEWAY_TIMEOUT = 504;

  private final PlatformHttp http;

  private SdkTransport(PlatformHttp http) {
    this.http = http;
  }

  /**
   * What the SDK's resources are made from. Not through its {@code Client}, which would replace the
   * token cache of every other user of the SDK in this JVM.
   */
  static Config config(AppSettings settings, PlatformHttp http) {
    var config = new Config();
    config.setAppId(settings.id().value());
    config.setAppSecret(settings.secret().reveal());
    config.setBaseUrl(settings.addresses().open().toString());
    config.setDisableTokenCache(true);
    config.setHttpTransport(new SdkTransport(http));
    config.setLogReqAtDebug(false);
    return config;
  }

  @Override
  public RawResponse execute(RawRequest raw) {
    var answer = http.send(request(raw), "calling the open API");
    if (answer.status() == GATEWAY_TIMEOUT || answer.json().isEmpty()) {
      throw new PlatformUnavailable("calling the open API: " + answer, answer.wanted());
    }
    var response = new RawResponse();
    response.setStatusCode(answer.status());
    response.setHeaders(answer.headers().map());
    response.setBody(answer.body().getBytes(UTF_8));
    return response;
  }

  private static HttpRequest request(RawRequest raw) {
    var request =
        HttpRequest.newBuilder(URI.create(raw.getReqUrl()))
            .method(raw.getHttpMethod(), body(raw))
            .header("Content-Type", "application/json; charset=utf-8");
    raw.getHeaders().forEach((name, values) -> values.forEach(v -> request.header(name, v)));
    return request.build();
  }

  private static BodyPublisher body(RawRequest raw) {
    return raw.getBody() == null
        ? BodyPublishers.noBody()
        : BodyPublishers.ofString(Jsons.DEFAULT.toJson(raw.getBody()), UTF_8);
  }
}
