package dev.larkspur.sandbox.callback;

import com.lark.oapi.core.request.EventReq;
import com.lark.oapi.event.EventDispatcher;
import com.lark.oapi.event.cardcallback.P2CardActionTriggerHandler;
import com.lark.oapi.event.cardcallback.model.CallBackToast;
import com.lark.oapi.event.cardcallback.model.P2CardActionTrigger;
import com.lark.oapi.event.cardcallback.model.P2CardActionTriggerResponse;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An app's callback address; what stands behind it is either bent by hand or the official SDK. */
public final class CallbackApp implements AutoCloseable {
  public record Posted(String body, Map<String, String> headers) {}

  private final List<Posted> received = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  private CallbackApp(Function<Posted, CallbackAnswer> reaction) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/callback", exchange -> handle(exchange, reaction));
    server.start();
  }

  public static CallbackApp reacting(Function<Posted, CallbackAnswer> reaction) {
    return new CallbackApp(reaction);
  }

  /** Passes the plain handshake and answers everything else with this. */
  public static CallbackApp answering(int status, String body) {
    return new CallbackApp(
        posted ->
            posted.body().contains("url_verification")
                ? new CallbackAnswer(200, posted.body())
                : new CallbackAnswer(status, body));
  }

  /** The platform's own SDK decrypts, checks the signature and answers with a toast. */
  static CallbackApp official(String verificationToken, String encryptKey) {
    var dispatcher =
        EventDispatcher.newBuilder(verificationToken, encryptKey)
            .onP2CardActionTrigger(
                new P2CardActionTriggerHandler() {
                  @Override
                  public P2CardActionTriggerResponse handle(P2CardActionTrigger event) {
                    var toast = new CallBackToast();
                    toast.setType("success");
                    toast.setContent("For " + event.getEvent().getOperator().getOpenId());
                    var response = new P2CardActionTriggerResponse();
                    response.setToast(toast);
                    return response;
                  }
                })
            .build();
    return new CallbackApp(posted -> dispatched(dispatcher, posted));
  }

  /** Oldest first. */
  public List<Posted> received() {
    return List.copyOf(received);
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/callback");
  }

  void stopListening() {
    server.stop(0);
  }

  @Override
  public void close() {
    stopListening();
  }

  private void handle(HttpExchange exchange, Function<Posted, CallbackAnswer> reaction)
      throws IOException {
    try (exchange) {
      var headers = new HashMap<String, String>();
      exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var posted = new Posted(body, Map.copyOf(headers));
      received.add(posted);
      var answer = reaction.apply(posted);
      var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static CallbackAnswer dispatched(EventDispatcher dispatcher, Posted posted) {
    var request = new EventReq();
    request.setBody(posted.body().getBytes(StandardCharsets.UTF_8));
    var headers = new HashMap<String, List<String>>();
    posted
        .headers()
        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), List.of(value)));
    request.setHeaders(headers);
    try {
      var response = dispatcher.handle(request);
      return new CallbackAnswer(
          response.getStatusCode(), new String(response.getBody(), StandardCharsets.UTF_8));
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
