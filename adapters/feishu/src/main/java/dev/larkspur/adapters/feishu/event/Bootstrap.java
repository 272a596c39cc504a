package dev.larkspur.adapters.feishu.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.larkspur.adapters.feishu.FeishuApp;
import dev.larkspur.adapters.feishu.HttpAnswer;
import dev.larkspur.application.token.port.PlatformUnavailable;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Objects;
import java.util.regex.Pattern;

/** Asks where to connect: {@code POST /callback/ws/endpoint}. Its answer is good for once. */
final class Bootstrap {
  private static final Pattern SERVICE = Pattern.compile("(?:^|&)service_id=(\\d{1,9})(?:&|$)");
  private static final int OK = 200;

  static Endpoint ask(FeishuApp app) throws ConnectFailed {
    var credentials = new JsonObject();
    credentials.addProperty("AppID", app.id().value());
    credentials.addProperty("AppSecret", app.secret().reveal());
    var request =
        HttpRequest.newBuilder(app.open("/callback/ws/endpoint"))
            .header("Content-Type", "application/json; charset=utf-8")
            .header("locale", "zh")
            .POST(BodyPublishers.ofString(credentials.toString(), UTF_8))
            .build();
    try {
      return read(app, app.http().send(request, "asking where to connect"));
    } catch (PlatformUnavailable e) {
      throw ConnectFailed.forNow(Objects.requireNonNullElse(e.getMessage(), "no answer"));
    }
  }

  private static Endpoint read(FeishuApp app, HttpAnswer http) throws ConnectFailed {
    var answer = http.json();
    if (http.status() != OK || answer.isEmpty()) {
      throw ConnectFailed.forNow("asking where to connect: " + http);
    }
    var code = text(answer.get(), "code");
    return switch (code) {
      case "0" -> endpoint(app, field(answer.get(), "data"));
      case "1", "1000040343" ->
          throw ConnectFailed.forNow("asking where to connect: busy, code " + code);
      default -> {
        var said = http.error(code, text(answer.get(), "msg"));
        throw ConnectFailed.hopeless("asking where to connect: refused, " + said, said);
      }
    };
  }

  private static Endpoint endpoint(FeishuApp app, JsonElement data) throws ConnectFailed {
    try {
      var address = URI.create(text(data, "URL"));
      var service = SERVICE.matcher(Objects.requireNonNullElse(address.getRawQuery(), ""));
      if (!isAsSafeAs(app.open(""), address) || !service.find()) {
        throw ConnectFailed.forNow("asking where to connect: no address of a usable kind");
      }
      var interval = ClientConfig.pingInterval(field(data, "ClientConfig"));
      return new Endpoint(address, Integer.parseInt(service.group(1)), interval);
    } catch (IllegalArgumentException e) { // which would quote the ticket
      throw ConnectFailed.forNow("asking where to connect: no address");
    }
  }

  /** The ticket is not sent in the clear if the app secret was not. */
  private static boolean isAsSafeAs(URI asked, URI address) {
    return address.getHost() != null
        && ("wss".equals(address.getScheme())
            || ("ws".equals(address.getScheme()) && "http".equals(asked.getScheme())));
  }

  private static JsonElement field(JsonElement of, String name) {
    return of instanceof JsonObject fields && fields.has(name)
        ? fields.get(name)
        : JsonNull.INSTANCE;
  }

  private static String text(JsonElement of, String name) {
    return field(of, name) instanceof JsonPrimitive value ? value.getAsString() : "";
  }

  private Bootstrap() {}
}
