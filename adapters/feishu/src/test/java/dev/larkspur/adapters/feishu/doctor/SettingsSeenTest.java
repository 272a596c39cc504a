package dev.larkspur.adapters.feishu.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.adapters.feishu.Looked;
import dev.larkspur.application.checkup.port.Finding.Doubtful;
import dev.larkspur.application.checkup.port.Finding.Good;
import dev.larkspur.application.checkup.port.Finding.Outcome;
import dev.larkspur.application.checkup.port.Finding.Skipped;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.world.Console.Delivery;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is wrong on the app's page in the console, as far as an app may look at that. */
class SettingsSeenTest {
  private static final String RETURN = "http://larkspur.intranet:8080/oauth/feishu/callback";

  private final Sandbox sandbox = Sandbox.start();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void callbacks_that_are_not_set_are_found() {
    sandbox.callbacks().unset();

    assertThat(Looked.failed(examined(), "callbacks").remedy())
        .contains("事件与回调 > 回调配置 > 使用长连接接收回调", "card.action.trigger");
  }

  @Test
  void callbacks_to_a_server_need_an_encrypt_key() {
    callbacksGoToAServer();
    assertThat(Looked.failed(examined(), "callbacks").what()).contains("Encrypt Key");

    callbacksGoToAServer();
    assertThat(
            examinedWith(
                    Map.of("larkspur.feishu.apps.main.encrypt-key", "a-key-of-the-console"), null)
                .get("callbacks"))
        .isInstanceOf(Good.class);
  }

  private void callbacksGoToAServer() {
    sandbox
        .faults()
        .answer(
            "/open-apis/application/v6/applications/" + sandbox.appId(),
            1,
            200,
            """
            {"code":0,"data":{"app":{"callback_info":{"callback_type":"webhook",
            "subscribed_callbacks":["card.action.trigger"]},
            "event":{"subscription_type":"websocket"}}}}""");
  }

  @Test
  void unset_events_are_doubtful_and_so_is_a_platform_that_tells_nothing() {
    sandbox.console().events(Delivery.UNSET);

    assertThat(examined().get("callbacks"))
        .isInstanceOfSatisfying(
            Doubtful.class, doubtful -> assertThat(doubtful.remedy()).contains("事件配置"));

    sandbox.callbacks().unset();

    assertThat(examined().get("callbacks"))
        .isInstanceOfSatisfying(
            Doubtful.class, doubtful -> assertThat(doubtful.what()).contains("not told"));
  }

  @Test
  void a_callback_that_is_not_subscribed_to_is_found() {
    sandbox
        .faults()
        .answer(
            "/open-apis/application/v6/applications/" + sandbox.appId(),
            1,
            200,
            """
            {"code":0,"data":{"app":{"callback_info":{"callback_type":"websocket",
            "subscribed_callbacks":["url.preview.get"]}}}}""");

    assertThat(Looked.failed(examined(), "callbacks").what()).contains("card.action.trigger");
  }

  @Test
  void an_address_that_is_not_registered_is_found() {
    sandbox.console().redirectUris(Set.of(RETURN + "/", "https://elsewhere.example.com/"));

    assertThat(Looked.failed(examinedWith(offering(), null), "redirect url"))
        .matches(failed -> failed.what().startsWith(RETURN + " is not"))
        .matches(failed -> failed.remedy().contains("安全设置 > 重定向 URL"));

    sandbox.console().redirectUris(Set.of(RETURN));

    assertThat(examinedWith(offering(), null).get("redirect url")).isInstanceOf(Good.class);
  }

  @Test
  void where_it_cannot_be_seen_that_is_said() {
    sandbox.console().appScopes(Set.of("im:message"));

    assertThat(examinedWith(offering(), null).get("redirect url"))
        .isInstanceOfSatisfying(
            Skipped.class,
            skipped -> {
              assertThat(skipped.what()).contains("重定向 URL");
              assertThat(skipped.remedy()).contains("application:application:self_manage");
            });
  }

  private static Map<String, Object> offering() {
    return Map.of("larkspur.feishu.redirect-url", RETURN);
  }

  private Map<String, Outcome> examined() {
    return examinedWith(Map.of(), null);
  }

  private Map<String, Outcome> examinedWith(Map<String, Object> settings, @Nullable String to) {
    return Looked.over(sandbox, settings, to, InstantSource.system());
  }
}
