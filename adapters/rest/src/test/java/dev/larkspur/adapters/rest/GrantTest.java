package dev.larkspur.adapters.rest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.Cast;
import dev.larkspur.domain.identity.Person;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class GrantTest {
  private static final RestServer SERVER = new RestServer();

  private final String key = SERVER.key();
  private final Person ann = SERVER.somebody();
  private final String grant = RestServer.path(ann) + "/grant";

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void a_grant_is_told_in_full_and_without_its_secrets() {
    var pair = SERVER.granted(ann);
    var now = SERVER.clock.instant();
    var profile = Cast.profile(ann);
    SERVER.stores.users().save(profile, now);
    var answer = SERVER.get(grant, key);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json())
        .containsEntry("app_id", ann.app().value())
        .containsEntry("open_id", ann.openId().value())
        .containsEntry("state", "active")
        .containsEntry("scopes", List.of("docs:document:readonly", "offline_access"))
        .containsEntry("consented_at", now.toString())
        .containsEntry("issued_at", now.toString())
        .containsEntry("expires_at", now.plus(Duration.ofHours(2)).toString())
        .containsEntry("refresh_expires_at", now.plus(Duration.ofDays(7)).toString())
        .containsEntry("refreshable", true)
        .containsEntry("epoch", 1)
        .containsEntry("last_error", null)
        .containsEntry(
            "user",
            Map.of(
                "open_id", ann.openId().value(),
                "name", profile.name(),
                "en_name", requireNonNull(profile.enName()),
                "union_id", requireNonNull(profile.ids().unionId()),
                "user_id", requireNonNull(profile.ids().userId()),
                "tenant_key", profile.tenant().value(),
                "avatar_url", requireNonNull(profile.avatar()).toString()))
        .hasSize(12);
    assertThat(answer.text())
        .doesNotContain("+86138", "home.example", "work.example", "staff-")
        .doesNotContain(pair.access().reveal())
        .doesNotContain(requireNonNull(pair.refresh()).value().reveal());
  }

  @Test
  void a_grant_whose_tokens_are_over_says_so() {
    SERVER.granted(ann);
    SERVER.clock.advance(Duration.ofDays(8));
    assertThat(SERVER.get(grant, key).json())
        .containsEntry("state", "needs_reauthorization")
        .containsEntry("refreshable", false);
  }

  @Test
  void an_access_token_that_is_over_is_no_end_while_it_can_be_refreshed() {
    SERVER.granted(ann);
    SERVER.clock.advance(Duration.ofHours(3));
    assertThat(SERVER.get(grant, key).json())
        .containsEntry("state", "active")
        .containsEntry("refreshable", true);
  }

  @Test
  void what_went_wrong_at_the_last_refresh_is_told() {
    SERVER.granted(ann);
    SERVER.post(RestServer.path(ann) + "/token/refresh", key, null);
    assertThat(SERVER.get(grant, key).get("last_error"))
        .isEqualTo("20072: temporarily unavailable");
  }

  @Test
  void a_revoked_grant_says_when() {
    SERVER.granted(ann);
    SERVER.delete(RestServer.path(ann) + "/token", key);
    assertThat(SERVER.get(grant, key).json())
        .containsEntry("state", "revoked")
        .containsEntry("revoked_at", SERVER.clock.instant().toString())
        .containsEntry("epoch", 2)
        .containsEntry("refreshable", false)
        .doesNotContainKeys("expires_at", "issued_at");
  }

  @Test
  void of_a_person_the_platform_told_nothing_of_only_the_id_is_known() {
    SERVER.granted(ann);
    assertThat(SERVER.get(grant, key).object("user"))
        .isEqualTo(Map.of("open_id", ann.openId().value()));
  }

  @Test
  void without_a_grant_the_person_has_to_be_asked() {
    SERVER.get(grant, key).isProblem(404, "authorization_required");
  }
}
