package dev.larkspur.server;

import static dev.larkspur.server.Play.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.authorization.port.Users;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.identity.PersonalDetail;
import dev.larkspur.domain.identity.Profile;
import dev.larkspur.domain.identity.Profile.Contact;
import dev.larkspur.sandbox.world.SamplePerson;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the platform tells of people is stored, and kept up to date. */
class ProfileEndToEndTest {
  private static final String TO_BE_REACHED =
      "{\"scopes\":[\"contact:user.email:readonly\",\"contact:user.phone:readonly\","
          + "\"contact:user.employee_id:readonly\"]}";

  @Test
  void a_refresh_brings_the_profile_up_to_date_and_no_answer_says_how_to_reach_the_person() {
    try (var play = Play.begin();
        var server = server(play, Map.of())) {
      var calls = play.calls();
      var ann = play.ann();
      consent(play, ann);
      assertThat(profile(server, play, ann)).hasValueSatisfying(told -> assertIsOf(ann, told));

      forgotten(play);
      assertThat(calls.refresh(ann.openId()).epoch()).isEqualTo(2);
      awaitProfile(server, play, ann);
      assertThat(calls.grant(ann.openId()).body().toString())
          .contains(ann.name(), ann.userId())
          .doesNotContain(ann.mobile(), ann.email());
    }
  }

  @Test
  void the_clock_brings_it_up_to_date_without_a_refresh() {
    try (var play = Play.begin()) {
      var ann = play.ann();
      consent(play, ann);
      forgotten(play);
      var eachSecond =
          Map.<String, Object>of(
              "larkspur.user-info-sync.enabled",
              true,
              "larkspur.user-info-sync.cron",
              "* * * * * *");
      try (var server = server(play, eachSecond)) {
        awaitProfile(server, play, ann);
      }
      assertThat(play.calls().grant(ann.openId()).epoch()).isEqualTo(1);
    }
  }

  /** One more on the play's database, whose beans can be asked. */
  private static LarkspurServer server(Play play, Map<String, Object> more) {
    return LarkspurServer.start(
        Boot.from(play.databaseSettings())
            .with(Demo.appOf(play.sandbox()))
            .with(Map.of("micronaut.server.port", -1))
            .with(more));
  }

  private static void consent(Play play, SamplePerson person) {
    var id = play.calls().ask(person.openId(), TO_BE_REACHED).text("id");
    play.sandbox().approve(play.clickThrough(person), person.openId());
    play.calls().await(id, "completed");
  }

  private static Optional<Profile> profile(LarkspurServer server, Play play, SamplePerson person) {
    return server
        .context()
        .getBean(Users.class)
        .find(new Person(new AppId(play.sandbox().appId()), new OpenId(person.openId())));
  }

  private static void awaitProfile(LarkspurServer server, Play play, SamplePerson person) {
    var told =
        Await.until(
            "up to date",
            PATIENCE,
            () -> profile(server, play, person).orElseThrow(),
            profile -> profile.name().equals(person.name()));
    assertIsOf(person, told);
  }

  private static void assertIsOf(SamplePerson person, Profile told) {
    var email = new PersonalDetail(person.email());
    assertThat(told.name()).isEqualTo(person.name());
    assertThat(told.ids().userId()).isEqualTo(person.userId());
    assertThat(told.contact())
        .isEqualTo(new Contact(new PersonalDetail(person.mobile()), email, email));
  }

  /** What is known is old, and of long ago. */
  private static void forgotten(Play play) {
    try (var connection = play.connect();
        var statement = connection.createStatement()) {
      statement.execute(
          "update larkspur.app_user set name = 'Old', user_id = null, mobile = null, email = null,"
              + " enterprise_email = null, updated_at = 'epoch', asked_at = 'epoch'");
    } catch (SQLException e) {
      throw new IllegalStateException("cannot forget", e);
    }
  }
}
