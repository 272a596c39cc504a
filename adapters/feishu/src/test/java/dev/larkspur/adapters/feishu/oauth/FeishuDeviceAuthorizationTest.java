package dev.larkspur.adapters.feishu.oauth;

import static dev.larkspur.adapters.feishu.StubPlatform.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.adapters.feishu.FeishuProperties;
import dev.larkspur.adapters.feishu.StubPlatform;
import dev.larkspur.application.authorization.port.ConsentRequests.Begun;
import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.domain.authorization.DeviceCode;
import dev.larkspur.domain.authorization.FailureReason;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.Secret;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeishuDeviceAuthorizationTest {
  private static final FeishuProperties USUAL = StubPlatform.quick(null);
  private static final AppId APP = new AppId(StubPlatform.ID);
  private static final Scopes SCOPES = Scopes.of("docs:document:readonly", "offline_access");

  private final StubPlatform platform = new StubPlatform();
  private final FeishuDeviceAuthorization devices =
      new FeishuDeviceAuthorization(platform.apps(USUAL), () -> NOON);

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void a_device_code_is_asked_for_under_the_apps_name() {
    platform.answers(200, Golden.answer("device-code"));

    devices.begin(APP, SCOPES);

    var asked = platform.asked().getFirst();
    assertThat(asked.path()).isEqualTo("/oauth/v1/device_authorization");
    assertThat(asked.body())
        .isEqualTo(
            "client_id=cli_a1b2c3d4e5f60718&scope=docs%3Adocument%3Areadonly+offline_access");
    assertThat(StubPlatform.header(asked, "Authorization"))
        .isEqualTo(
            "Basic Y2xpX2ExYjJjM2Q0ZTVmNjA3MTg6MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlBQkNERUY=");
  }

  @Test
  void it_comes_with_a_link_and_its_times() {
    platform.answers(200, Golden.answer("device-code"));

    assertThat(devices.begin(APP, SCOPES))
        .isEqualTo(
            new Begun.Ready(
                new DeviceCode(
                    new Secret("dc-0123456789"),
                    new Secret(
                        "https://accounts.feishu.cn/oauth/v1/device/verify?flow_id=f1&user_code=ABCD-EFGH"),
                    Duration.ofSeconds(5),
                    NOON.plusSeconds(600))));
  }

  @Test
  void times_that_are_missing_are_those_of_the_platforms_tools() {
    platform.answers(
        200,
        "{\"device_code\":\"d\",\"verification_uri_complete\":\"https://example.com/v\",\"interval\":9999}");

    var code = (DeviceCode) ((Begun.Ready) devices.begin(APP, SCOPES)).consent();

    assertThat(code.expiresAt()).isEqualTo(NOON.plus(Duration.ofMinutes(4)));
    assertThat(code.interval()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void scopes_that_are_not_enabled_are_refused_as_such() {
    platform.answers(400, Golden.answer("scopes-invalid"));

    assertThat(refused().reason()).isEqualTo(FailureReason.SCOPES_REFUSED);
    assertThat(refused().error().message()).contains("invalid or malformed scopes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401|{\"error\":\"invalid_client\"}|APP_MISCONFIGURED",
        "400|{\"code\":20002}|APP_MISCONFIGURED",
        "400|{\"error\":\"invalid_request\"}|PLATFORM_REFUSED",
        "400|{\"error\":\"access_denied\"}|PLATFORM_REFUSED",
        "200|{\"device_code\":\"d\"}|PLATFORM_REFUSED",
        "200|{\"device_code\":\"d\",\"verification_uri_complete\":\"javascript:x\"}|PLATFORM_REFUSED"
      })
  void a_refusal_has_a_reason(int status, String body, FailureReason reason) {
    platform.answers(status, body);

    assertThat(refused().reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "429|{}",
        "400|{\"code\":99991400}",
        "400|{\"error\":\"slow_down\"}",
        "500|{\"code\":20050}",
        "502|<html/>"
      })
  void what_passes_can_be_asked_again(int status, String body) {
    platform.answers(status, body, "x-ogw-ratelimit-reset", "4");

    assertThatThrownBy(() -> devices.begin(APP, SCOPES))
        .isInstanceOfSatisfying(
            PlatformUnavailable.class,
            e -> assertThat(e.waitAtLeast()).isEqualTo(Duration.ofSeconds(4)));
  }

  @Test
  void an_app_that_another_instance_may_have_is_left_to_it() {
    assertThatThrownBy(() -> devices.begin(new AppId("cli_gone"), SCOPES))
        .isInstanceOf(PlatformUnavailable.class)
        .hasMessageContaining("is not configured here");
  }

  private Begun.Refused refused() {
    return (Begun.Refused) devices.begin(APP, SCOPES);
  }
}
