package dev.larkspur.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {
  @Test
  void ids_print_as_they_are() {
    assertThat(new AppId("cli_a1").toString()).isEqualTo("cli_a1");
    assertThat(new OpenId("ou_a-1").toString()).isEqualTo("ou_a-1");
    assertThat(new Tenant("736588c9260f175d").toString()).isEqualTo("736588c9260f175d");
    assertThat(new AppId("x".repeat(64)).value()).hasSize(64);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a/b", "../x", "a\n", "é", "a%20"})
  void an_id_is_plain(String text) {
    assertThatThrownBy(() -> new AppId(text)).hasMessageContaining("app_id");
    assertThatThrownBy(() -> new OpenId(text)).hasMessageContaining("open_id");
    assertThatThrownBy(() -> new Tenant(text)).hasMessageContaining("tenant_key");
  }

  @Test
  void an_id_has_its_limit() {
    assertThatThrownBy(() -> new OpenId("x".repeat(65))).hasMessageContaining("64");
  }

  @Test
  void how_a_person_can_be_reached_is_not_printed() {
    var profile =
        new Profile(
            new Person(new AppId("cli_1"), new OpenId("ou_1")),
            new Tenant("t1"),
            "Ann",
            null,
            new Profile.Ids(null, null, new PersonalDetail("HR-0815")),
            new Profile.Contact(
                new PersonalDetail("+8613800000001"), new PersonalDetail("ann@example.com"), null),
            null);
    assertThat(profile.toString()).contains("Ann").doesNotContain("0815", "138", "example.com");
  }

  @Test
  void a_personal_detail_says_something() {
    assertThatThrownBy(() -> new PersonalDetail(" ")).hasMessageContaining("blank");
  }

  @Test
  void the_same_open_id_in_another_app_is_another_person() {
    var id = new OpenId("ou_1");
    assertThat(new Person(new AppId("cli_1"), id)).isNotEqualTo(new Person(new AppId("cli_2"), id));
  }
}
