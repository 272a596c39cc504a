package dev.larkspur.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.lark.oapi.Client;
import com.lark.oapi.core.request.RequestOptions;
import com.lark.oapi.event.EventDispatcher;
import com.lark.oapi.event.cardcallback.P2CardActionTriggerHandler;
import com.lark.oapi.event.cardcallback.model.CallBackCard;
import com.lark.oapi.event.cardcallback.model.CallBackToast;
import com.lark.oapi.event.cardcallback.model.P2CardActionTrigger;
import com.lark.oapi.event.cardcallback.model.P2CardActionTriggerResponse;
import com.lark.oapi.service.im.v1.model.CreateMessageReq;
import com.lark.oapi.service.im.v1.model.CreateMessageReqBody;
import com.lark.oapi.service.im.v1.model.PatchMessageReq;
import com.lark.oapi.service.im.v1.model.PatchMessageReqBody;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The platform's own SDK for Java takes the sandbox for the platform. */
class OfficialJavaSdkTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final Sandbox sandbox = Sandbox.start();
  private final String ann = sandbox.people().getFirst().openId();
  private final Client rest =
      Client.newBuilder(sandbox.appId(), sandbox.appSecret())
          .openBaseUrl(sandbox.url().toString())
          .build();

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void it_sends_a_card_receives_the_click_and_its_answer_is_what_the_person_sees()
      throws Exception {
    var seen = new CompletableFuture<P2CardActionTrigger>();
    connect(seen);
    sandbox.awaitConnections(1, SOON);
    var card = send();

    var result = sandbox.click(card, ann, "authorize");

    assertThat(result.detail()).isEmpty();
    assertThat(result.errorCode()).isZero();
    assertThat(result.toastText("en_us")).isEqualTo("From the SDK");
    assertThat(sandbox.card(card).orElseThrow().title("en_us")).isEqualTo("Answered");
    var event = seen.get(10, TimeUnit.SECONDS).getEvent();
    assertThat(event.getOperator().getOpenId()).isEqualTo(ann);
    assertThat(event.getContext().getOpenMessageId()).isEqualTo(card);
    assertThat(event.getAction().getValue()).containsEntry("n", "nonce");
  }

  @Test
  void it_patches_a_message_and_asks_whose_token_it_has() throws Exception {
    var card = send();
    var patched =
        rest.im()
            .v1()
            .message()
            .patch(
                PatchMessageReq.newBuilder()
                    .messageId(card)
                    .patchMessageReqBody(
                        PatchMessageReqBody.newBuilder().content(Cards.saying("Patched")).build())
                    .build());
    assertThat(patched.success()).isTrue();
    assertThat(sandbox.card(card).orElseThrow().title("en_us")).isEqualTo("Patched");

    var token = new Calls(sandbox).tokens(ann, "offline_access").path("access_token").asText();
    var me =
        rest.authen()
            .v1()
            .userInfo()
            .get(RequestOptions.newBuilder().userAccessToken(token).build());
    assertThat(me.success()).isTrue();
    assertThat(me.getData().getOpenId()).isEqualTo(ann);
  }

  private String send() throws Exception {
    var sent =
        rest.im()
            .v1()
            .message()
            .create(
                CreateMessageReq.newBuilder()
                    .receiveIdType("open_id")
                    .createMessageReqBody(
                        CreateMessageReqBody.newBuilder()
                            .receiveId(ann)
                            .msgType("interactive")
                            .content(Cards.asking())
                            .uuid("once")
                            .build())
                    .build());
    assertThat(sent.success()).isTrue();
    return sent.getData().getMessageId();
  }

  private void connect(CompletableFuture<P2CardActionTrigger> seen) {
    var handler =
        new P2CardActionTriggerHandler() {
          @Override
          public P2CardActionTriggerResponse handle(P2CardActionTrigger event) {
            seen.complete(event);
            return answer();
          }
        };
    new com.lark.oapi.ws.Client.Builder(sandbox.appId(), sandbox.appSecret())
        .eventHandler(EventDispatcher.newBuilder("", "").onP2CardActionTrigger(handler).build())
        .domain(sandbox.url().toString())
        .autoReconnect(false)
        .build()
        .start();
  }

  private static P2CardActionTriggerResponse answer() {
    var toast = new CallBackToast();
    toast.setType("success");
    toast.setContent("From the SDK");
    var card = new CallBackCard();
    card.setType("raw");
    card.setData(
        Map.of(
            "schema", "2.0",
            "header", Map.of("title", Map.of("tag", "plain_text", "content", "Answered")),
            "body", Map.of("elements", List.of())));
    var response = new P2CardActionTriggerResponse();
    response.setToast(toast);
    response.setCard(card);
    return response;
  }
}
