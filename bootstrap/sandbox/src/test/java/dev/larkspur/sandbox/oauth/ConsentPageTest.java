package dev.larkspur.sandbox.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.sandbox.Calls;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.chat.ConsentLinks;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsentPageTest {
  private final Sandbox sandbox = Sandbox.start();
  private final Calls app = new Calls(sandbox);
  private final String bo = sandbox.people().get(1).openId();
  private String page = "";
  private String code = "";

  @BeforeEach
  void begin() {
    var begun = app.begin("docs:document:readonly offline_access").json();
    page = begun.path("verification_uri_complete").asText();
    code = begun.path("device_code").asText();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void it_names_the_app_the_scopes_in_words_and_the_people() {
    var html = app.get(page, "").text();
    assertThat(html)
        .contains("Larkspur", "Read your documents", "docs:document:readonly", "Ann Chen")
        .contains("id=\"approve\"", "id=\"deny\"", "id=\"person\"");
  }

  @Test
  void the_person_whose_chat_opened_it_is_preselected() {
    assertThat(app.get(page + "&as=" + bo, "").text())
        .contains("<option value=\"" + bo + "\" selected>Bo Li</option>");
  }

  @Test
  void approving_on_the_page_lets_the_next_poll_succeed() {
    var done = decide("approve");
    assertThat(done.text()).contains("data-outcome=\"approved\"");
    assertThat(app.poll(code).status()).isEqualTo(200);
    assertThat(app.get(page, "").text()).contains("data-outcome=\"approved\"");
  }

  @Test
  void denying_on_the_page_makes_the_next_poll_access_denied() {
    assertThat(decide("deny").text()).contains("data-outcome=\"denied\"");
    assertThat(app.poll(code).error()).isEqualTo("access_denied");
  }

  @Test
  void the_addition_that_opens_it_in_the_side_panel_does_no_harm() {
    assertThat(app.get(page + "&lk_meta=%7B%22page-meta%22%3A%7B%7D%7D", "").status())
        .isEqualTo(200);
  }

  @Test
  void a_link_that_leads_nowhere_says_so() {
    var wrong = app.get("/oauth/v1/device/verify?flow_id=x&user_code=y", "");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.text()).contains("20001");
  }

  @Test
  void a_second_decision_changes_nothing() {
    decide("approve");
    assertThat(decide("deny").text()).contains("data-outcome=\"expired\"");
    assertThat(app.poll(code).status()).isEqualTo(200);
  }

  @Test
  void an_unknown_person_cannot_decide() {
    var refused = decide("approve", "ou_nobody");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(app.poll(code).error()).isEqualTo("authorization_pending");
  }

  @Test
  void a_person_outside_the_availability_is_20010() {
    var dora = sandbox.people().get(3).openId();
    var refused = decide("approve", dora);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text()).contains("20010");
    assertThat(app.poll(code).error()).isEqualTo("authorization_pending");
  }

  private Calls.Answer decide(String decision) {
    return decide(decision, bo);
  }

  private Calls.Answer decide(String decision, String openId) {
    var link = ConsentLinks.query(URI.create(page));
    return app.form(
        "/oauth/v1/device/verify",
        Map.of(
            "flow_id",
            link.getOrDefault("flow_id", ""),
            "user_code",
            link.getOrDefault("user_code", ""),
            "open_id",
            openId,
            "decision",
            decision));
  }
}
