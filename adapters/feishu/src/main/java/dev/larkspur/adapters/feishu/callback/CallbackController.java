package dev.larkspur.adapters.feishu.callback;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import dev.larkspur.adapters.feishu.FeishuApp;
import dev.larkspur.adapters.feishu.FeishuApps;
import dev.larkspur.adapters.feishu.event.CardActionListener;
import dev.larkspur.domain.identity.AppId;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the platform's posts for apps that have an Encrypt Key. Without one nothing but a token
 * that is sent along would tell the platform from anybody else, so for others there is no such
 * path.
 */
@Controller("${larkspur.rest.path:}/callbacks/feishu")
@Requires(classes = Controller.class)
@ExecuteOn(TaskExecutors.BLOCKING)
final class CallbackController {
  private static final Logger LOG = LoggerFactory.getLogger(CallbackController.class);

  private final FeishuApps apps;
  private final CardActionListener listener;
  private final InstantSource clock;

  CallbackController(FeishuApps apps, CardActionListener listener, InstantSource clock) {
    this.apps = apps;
    this.listener = listener;
    this.clock = clock;
  }

  @Post(value = "/{app_id}", consumes = MediaType.ALL, produces = MediaType.APPLICATION_JSON)
  HttpResponse<String> receive(
      @PathVariable("app_id") String appId, HttpHeaders headers, @Body byte @Nullable [] body)
      throws InterruptedException {
    var app = app(appId);
    if (app.isEmpty() || app.get().encryptKey() == null) {
      return refused(HttpStatus.NOT_FOUND, "not_found", "No app takes callbacks here.");
    }
    try {
      var reader = new CallbackReader(app.get(), app.get().encryptKey());
      var posted = body == null ? new byte[0] : body;
      var callback = reader.read(Signature.of(headers), posted, clock.instant());
      return answer(app.get(), callback)
          .<HttpResponse<String>>map(HttpResponse::ok)
          .orElseGet(CallbackController::deliverAgain);
    } catch (NotOurs e) {
      LOG.info("app={} ignored a callback: it {}", app.get().id(), e.getMessage());
      return refused(
          HttpStatus.UNAUTHORIZED, "unauthenticated", "The callback " + e.getMessage() + ".");
    }
  }

  private Optional<String> answer(FeishuApp app, Callback callback) throws InterruptedException {
    return switch (callback) {
      case Callback.Challenge(var text) -> {
        var echo = new JsonObject();
        echo.addProperty("challenge", text);
        yield Optional.of(echo.toString());
      }
      case Callback.Event(var json) ->
          listener.answer(app, json.getBytes(UTF_8)).map(JsonObject::toString);
    };
  }

  private Optional<FeishuApp> app(String id) {
    try {
      return apps.feishu(new AppId(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static HttpResponse<String> deliverAgain() {
    return refused(
        HttpStatus.SERVICE_UNAVAILABLE, "event_not_handled", "The event has to be sent again.");
  }

  /** Problem details, with the members that those of the REST calls have. */
  private static HttpResponse<String> refused(HttpStatus status, String code, String detail) {
    var problem = new JsonObject();
    problem.addProperty("type", "urn:larkspur:problem:" + code);
    problem.addProperty("title", status.getReason());
    problem.addProperty("status", status.getCode());
    problem.addProperty("detail", detail);
    problem.addProperty("code", code);
    problem.addProperty("retryable", status == HttpStatus.SERVICE_UNAVAILABLE);
    return HttpResponse.<String>status(status)
        .contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(problem.toString());
  }
}
