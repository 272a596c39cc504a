package dev.larkspur.adapters.feishu.oauth;

import static dev.larkspur.adapters.feishu.StubPlatform.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.adapters.feishu.StubPlatform;
import dev.larkspur.application.Cast;
import dev.larkspur.application.Entropy;
import dev.larkspur.application.authorization.port.ConsentRequests.Begun;
import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.domain.authorization.AuthRequest;
import dev.larkspur.domain.authorization.AuthSession.Preparing;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.DeviceCode;
import dev.larkspur.domain.authorization.Method;
import dev.larkspur.domain.authorization.Redirect;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Scopes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeishuRedirectsTest {
  private static final String BACK = "http://larkspur.intranet:8080/oauth/feishu/callback";
  private static final Person ANN = new Person(new AppId(StubPlatform.ID), new OpenId("ou_ann"));

  private final StubPlatform platform = new StubPlatform();

  @AfterEach
  void close() {
    platform.close();
  }

  private FeishuConsentRequests requests(@Nullable String redirectUrl) {
    var apps = platform.apps(StubPlatform.quick(redirectUrl));
    return new FeishuConsentRequests(
        new FeishuDeviceAuthorization(apps, () -> NOON),
        new FeishuRedirects(apps, Entropy.secure()));
  }

  private static Preparing preparing(Method method) {
    var r = Cast.request(ANN, Scopes.of("docs:document:readonly", "offline_access"));
    var request =
        new AuthRequest(
            new AuthSessionId(UUID.fromString("01234567-89ab-4cde-8f01-23456789abcd")),
            r.person(),
            method,
            r.scopes(),
            r.nonce(),
            r.card(),
            r.occasion(),
            r.requestedBy(),
            r.createdAt());
    return new Preparing(request, Cast.claim(NOON.plusSeconds(15)), NOON.plusSeconds(300));
  }

  private Redirect redirect() {
    return (Redirect) ((Begun.Ready) requests(BACK).begin(preparing(Method.OAUTH))).consent();
  }

  @Test
  void the_link_is_as_the_specification_says() throws Exception {
    var redirect = redirect();
    var sha256 = MessageDigest.getInstance("SHA-256");
    var verifier = redirect.verifier().reveal().getBytes(StandardCharsets.US_ASCII);
    var challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(sha256.digest(verifier));

    assertThat(redirect.link().reveal())
        .isEqualTo(
            platform.url()
                + "/open-apis/authen/v1/authorize?client_id="
                + StubPlatform.ID
                + "&response_type=code"
                + "&redirect_uri=http%3A%2F%2Flarkspur.intranet%3A8080%2Foauth%2Ffeishu%2Fcallback"
                + "&scope=docs%3Adocument%3Areadonly%20offline_access"
                + "&state=01234567-89ab-4cde-8f01-23456789abcd."
                + redirect.state().reveal()
                + "&code_challenge="
                + challenge
                + "&code_challenge_method=S256");
    assertThat(redirect.expiresAt()).isEqualTo(NOON.plusSeconds(300));
    assertThat(platform.asked()).isEmpty();
  }

  @Test
  void state_and_verifier_are_unguessable_new_each_time_and_unlike_each_other() {
    var one = redirect();
    var other = redirect();
    assertThat(one.state().reveal()).hasSize(43).isNotEqualTo(one.verifier().reveal());
    assertThat(one.verifier().reveal()).matches("[A-Za-z0-9_-]{43}"); // RFC 7636: 43 to 128
    assertThat(other.state()).isNotEqualTo(one.state());
    assertThat(other.verifier()).isNotEqualTo(one.verifier());
  }

  @Test
  void every_other_method_goes_by_a_device_code() {
    platform.answers(200, Golden.answer("device-code"));
    for (var method : new Method[] {Method.DEVICE_LINK, Method.WEBSOCKET_CARD}) {
      assertThat(requests(BACK).begin(preparing(method)))
          .isInstanceOfSatisfying(
              Begun.Ready.class,
              ready -> assertThat(ready.consent()).isInstanceOf(DeviceCode.class));
    }
  }

  @Test
  void without_an_address_to_come_back_to_it_is_left_to_another_instance() {
    assertThatThrownBy(() -> requests(null).begin(preparing(Method.OAUTH)))
        .isInstanceOf(PlatformUnavailable.class)
        .hasMessageContaining("larkspur.feishu.redirect-url");
  }
}
