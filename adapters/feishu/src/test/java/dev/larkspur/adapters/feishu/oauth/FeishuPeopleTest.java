package dev.larkspur.adapters.feishu.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.adapters.feishu.StubPlatform;
import dev.larkspur.application.authorization.port.People.Identified;
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
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeishuPeopleTest {
  private static final AppId APP = new AppId(StubPlatform.ID);
  private static final Secret TOKEN = new Secret("eyJhbGciOi.access.signature");

  private final StubPlatform platform = new StubPlatform();
  private final FeishuPeople people = new FeishuPeople(platform.apps(StubPlatform.quick(null)));

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void the_token_itself_is_asked_for_its_owner() {
    platform.answers(200, Golden.answer("user-info"));

    var owner = people.identify(APP, TOKEN);

    var asked = platform.asked().getFirst();
    assertThat(asked.method()).isEqualTo("GET");
    assertThat(asked.path()).isEqualTo("/open-apis/authen/v1/user_info");
    assertThat(StubPlatform.header(asked, "Authorization")).isEqualTo("Bearer " + TOKEN.reveal());
    assertThat(owner)
        .isEqualTo(
            new Identified.Owner(
                new Profile(
                    new Person(APP, new OpenId("ou_ann")),
                    new Tenant("tenant1"),
                    "安然",
                    "Ann",
                    new Ids("on_ann", null, null),
                    Contact.NONE,
                    URI.create("https://example.com/ann.png"))));
  }

  @Test
  void an_app_that_may_know_more_is_told_more() {
    platform.answers(200, Golden.answer("user-info-in-full"));

    var profile = ((Identified.Owner) people.identify(APP, TOKEN)).profile();

    assertThat(profile.ids())
        .isEqualTo(new Ids("on_ann", "7g1b9d3e", new PersonalDetail("HR-0815")));
    assertThat(profile.contact())
        .isEqualTo(
            new Contact(
                new PersonalDetail("+8613800000001"),
                new PersonalDetail("ann@home.example"),
                new PersonalDetail("ann.chen@work.example")));
    assertThat(profile.toString())
        .doesNotContain("0815", "138", "home.example", "work.example")
        .contains("安然");
  }

  @Test
  void a_person_without_a_name_or_with_an_odd_picture_is_a_person() {
    platform.answers(
        200,
        "{\"code\":0,\"data\":{\"open_id\":\"ou_x\",\"tenant_key\":\"t\",\"name\":\" \",\"mobile\":\"\",\"avatar_url\":\"not a link\"}}");

    var owner = ((Identified.Owner) people.identify(APP, TOKEN)).profile();

    assertThat(owner.name()).isEqualTo("ou_x");
    assertThat(owner.avatar()).isNull();
    assertThat(owner.ids()).isEqualTo(Ids.NONE);
    assertThat(owner.contact()).isEqualTo(Contact.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200|{\"code\":99991668,\"msg\":\"invalid\"}|99991668",
        "401|{\"code\":99991677}|99991677",
        "200|{\"code\":0}|incomplete",
        "200|{\"code\":0,\"data\":{\"open_id\":\"o o\",\"tenant_key\":\"t\"}}|incomplete",
        "200|{\"code\":0,\"data\":{\"open_id\":\"ou_x\"}}|incomplete"
      })
  void a_token_that_is_not_taken_is_rejected(int status, String body, String code) {
    platform.answers(status, body);

    assertThat(((Identified.Rejected) people.identify(APP, TOKEN)).error().code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "429|{\"code\":99991400}",
        "500|{\"code\":1}",
        "504|{\"code\":0}",
        "200|<html/>",
        "200|null",
        "200|{\"code\":{}}",
        "200|{\"code\":20050}"
      })
  void what_passes_can_be_asked_again(int status, String body) {
    platform.answers(status, body);

    assertThatThrownBy(() -> people.identify(APP, TOKEN)).isInstanceOf(PlatformUnavailable.class);
  }

  @Test
  void an_app_that_another_instance_may_have_is_left_to_it() {
    assertThatThrownBy(() -> people.identify(new AppId("cli_gone"), TOKEN))
        .isInstanceOf(PlatformUnavailable.class)
        .hasMessageContaining("is not configured here");
  }
}
