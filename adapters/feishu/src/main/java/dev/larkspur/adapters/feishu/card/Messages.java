package dev.larkspur.adapters.feishu.card;

import com.google.gson.JsonObject;
import com.lark.oapi.core.Transport;
import com.lark.oapi.core.request.RequestOptions;
import com.lark.oapi.core.response.BaseResponse;
import com.lark.oapi.core.response.EmptyData;
import com.lark.oapi.core.token.AccessTokenType;
import com.lark.oapi.core.utils.UnmarshalRespUtil;
import com.lark.oapi.service.im.v1.model.CreateMessageReq;
import com.lark.oapi.service.im.v1.model.CreateMessageReqBody;
import com.lark.oapi.service.im.v1.model.CreateMessageResp;
import com.lark.oapi.service.im.v1.model.DeleteMessageReq;
import com.lark.oapi.service.im.v1.model.PatchMessageReq;
import com.lark.oapi.service.im.v1.model.PatchMessageReqBody;
import com.lark.oapi.service.im.v1.resource.Message;
import dev.larkspur.adapters.feishu.FeishuApp;
import dev.larkspur.adapters.feishu.SdkAnswer;
import dev.larkspur.adapters.feishu.TenantToken.Asked;
import dev.larkspur.application.authorization.port.Cards.Outcome;
import dev.larkspur.application.authorization.port.MessageId;
import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.domain.authorization.CardAddress;
import dev.larkspur.domain.token.Secret;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Sends and changes messages under the app's tenant token. */
final class Messages {
  private static final String UPDATE = "/open-apis/interactive/v1/card/update";
  private static final int TENANT_TOKEN_INVALID = 99991663;

  private final FeishuApp app;
  private final Message messages;

  Messages(FeishuApp app) {
    this.app = app;
    this.messages = new Message(app.sdk());
  }

  /**
   * @param once the platform sends at most one message with it within the hour
   */
  Outcome send(CardAddress to, String once, String card) {
    var request =
        CreateMessageReq.newBuilder()
            .receiveIdType(to.kind().name().toLowerCase(Locale.ROOT))
            .createMessageReqBody(
                CreateMessageReqBody.newBuilder()
                    .receiveId(to.id())
                    .msgType("interactive")
                    .content(card)
                    .uuid(once)
                    .build())
            .build();
    return attempt(
        as -> SdkAnswer.call("sending a card", () -> messages.create(request, as)),
        SdkAnswer::of,
        Messages::sent);
  }

  Outcome change(MessageId message, String card) {
    var request =
        PatchMessageReq.newBuilder()
            .messageId(message.value())
            .patchMessageReqBody(PatchMessageReqBody.newBuilder().content(card).build())
            .build();
    return attempt(
        as -> SdkAnswer.call("changing a card", () -> messages.patch(request, as)),
        SdkAnswer::of,
        (_, _) -> new Outcome.Shown(message));
  }

  /** Takes it back; it stays gone. */
  Outcome recall(MessageId message) {
    var request = DeleteMessageReq.newBuilder().messageId(message.value()).build();
    return attempt(
        as -> SdkAnswer.call("taking a card back", () -> messages.delete(request, as)),
        SdkAnswer::of,
        (_, _) -> new Outcome.Shown(message));
  }

  /**
   * Changes a card with the token of a press on it: the platform does not ask then whose message it
   * is, how old, or where.
   */
  Outcome change(MessageId message, Secret callback, JsonObject card) {
    var body = new JsonObject();
    body.addProperty("token", callback.reveal());
    body.add("card", card);
    return attempt(
        as -> SdkAnswer.call("changing a card by a press", () -> updated(body, as)),
        SdkAnswer::of,
        (_, _) -> new Outcome.Shown(message));
  }

  private Updated updated(JsonObject body, RequestOptions as) throws Exception {
    var tenant = new HashSet<>(Set.of(AccessTokenType.Tenant)); // the SDK may change it
    var raw = Transport.send(app.sdk(), as, "POST", UPDATE, tenant, body);
    var updated = UnmarshalRespUtil.unmarshalResp(raw, Updated.class);
    updated.setRawResponse(raw);
    return updated;
  }

  /** The SDK has none for this call. */
  private static final class Updated extends BaseResponse<EmptyData> {}

  private static Outcome sent(CreateMessageResp response, SdkAnswer answer) {
    var data = response.getData();
    if (data == null || data.getMessageId() == null || data.getMessageId().isEmpty()) {
      throw new PlatformUnavailable(
          "sending a card: no message_id in the answer", answer.http().wanted());
    }
    return new Outcome.Shown(new MessageId(data.getMessageId()));
  }

  /** With a fresh tenant token, once, if the kept one is not taken any more. */
  private <T> Outcome attempt(
      Function<RequestOptions, T> call,
      Function<T, SdkAnswer> read,
      BiFunction<T, SdkAnswer, Outcome> done) {
    for (boolean again = true; ; again = false) {
      switch (app.tenantToken().ask()) {
        case Asked.Refused(var answer) -> {
          return failed(answer);
        }
        case Asked.Have(var token) -> {
          var response =
              call.apply(RequestOptions.newBuilder().tenantAccessToken(token.reveal()).build());
          var answer = read.apply(response);
          if (answer.code() == 0) {
            return done.apply(response, answer);
          }
          if (answer.code() != TENANT_TOKEN_INVALID || !again) {
            return failed(answer);
          }
          app.tenantToken().forget(token);
        }
      }
    }
  }

  /**
   * Only what is known to pass is tried again: everything else, from a bot without availability to
   * a recalled message, would be refused the same way.
   */
  private static Outcome failed(SdkAnswer answer) {
    return answer.isPassing()
        ? new Outcome.TryLater(answer.http().wanted(), answer.error())
        : new Outcome.Undeliverable(answer.error());
  }
}
