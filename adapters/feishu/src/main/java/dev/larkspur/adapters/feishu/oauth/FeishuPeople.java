package dev.larkspur.adapters.feishu.oauth;

import com.lark.oapi.core.request.RequestOptions;
import com.lark.oapi.service.authen.v1.model.GetUserInfoRespBody;
import com.lark.oapi.service.authen.v1.resource.UserInfo;
import dev.larkspur.adapters.feishu.FeishuApp;
import dev.larkspur.adapters.feishu.FeishuApps;
import dev.larkspur.adapters.feishu.SdkAnswer;
import dev.larkspur.adapters.feishu.UnknownApp;
import dev.larkspur.application.authorization.port.People;
import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.identity.PersonalDetail;
import dev.larkspur.domain.identity.Profile;
import dev.larkspur.domain.identity.Profile.Contact;
import dev.larkspur.domain.identity.Profile.Ids;
import dev.larkspur.domain.identity.Tenant;
import dev.larkspur.domain.token.Secret;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks {@code /open-apis/authen/v1/user_info}. */
@Singleton
@Order(Ordered.LOWEST_PRECEDENCE)
final class FeishuPeople implements People {
  private static final String DOING = "asking whose token it is";

  private final FeishuApps apps;

  FeishuPeople(FeishuApps apps) {
    this.apps = apps;
  }

  @Override
  public Identified identify(AppId id, Secret accessToken) {
    return identify(apps.feishu(id).orElseThrow(() -> UnknownApp.here(id)), accessToken);
  }

  private static Identified identify(FeishuApp app, Secret accessToken) {
    var as = RequestOptions.newBuilder().userAccessToken(accessToken.reveal()).build();
    var response = SdkAnswer.call(DOING, () -> new UserInfo(app.sdk()).get(as));
    var answer = SdkAnswer.of(response);
    if (answer.isPassing()) {
      throw new PlatformUnavailable(DOING + ": " + answer.code(), answer.http().wanted());
    }
    if (answer.code() != 0) {
      return new Identified.Rejected(answer.error());
    }
    return profile(app, response.getData())
        .<Identified>map(Identified.Owner::new)
        .orElseGet(
            () ->
                new Identified.Rejected(
                    answer.http().error("incomplete", "no open_id or no tenant_key was told")));
  }

  private static Optional<Profile> profile(FeishuApp app, @Nullable GetUserInfoRespBody told) {
    try {
      return told == null || told.getOpenId() == null || told.getTenantKey() == null
          ? Optional.empty()
          : Optional.of(profile(new Person(app.id(), new OpenId(told.getOpenId())), told));
    } catch (IllegalArgumentException e) { // not an id of the platform's
      return Optional.empty();
    }
  }

  private static Profile profile(Person person, GetUserInfoRespBody told) {
    var enName = text(told.getEnName());
    return new Profile(
        person,
        new Tenant(told.getTenantKey()),
        text(told.getName()).or(() -> enName).orElse(told.getOpenId()),
        enName.orElse(null),
        new Ids(
            text(told.getUnionId()).orElse(null),
            text(told.getUserId()).orElse(null),
            detail(told.getEmployeeNo())),
        new Contact(
            detail(told.getMobile()), detail(told.getEmail()), detail(told.getEnterpriseEmail())),
        avatar(told.getAvatarUrl()));
  }

  /** What the app may not know is absent, or empty. */
  private static Optional<String> text(@Nullable String told) {
    return Optional.ofNullable(told).filter(text -> !text.isBlank());
  }

  private static @Nullable PersonalDetail detail(@Nullable String told) {
    return text(told).map(PersonalDetail::new).orElse(null);
  }

  private static @Nullable URI avatar(@Nullable String told) {
    try {
      return text(told).map(URI::create).orElse(null);
    } catch (IllegalArgumentException e) {
      return null; // a picture that cannot be shown is no reason to fail
    }
  }
}
