package dev.larkspur.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.sandbox.world.SamplePerson;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.openqa.selenium.By;

/** The link of the method oauth in a real Chromium, there and back. */
@Tag("full")
@Isolated
class RedirectBrowserTest {
  private static final By OUTCOME = By.cssSelector("main[data-outcome]");

  private static Play play;
  private Browser browser;

  @BeforeAll
  static void begin() {
    play =
        Play.begin(Play.QUICK, 1, RedirectEndToEndTest.settings(RedirectEndToEndTest.freePort()));
  }

  @AfterAll
  static void end() {
    play.close();
  }

  @BeforeEach
  void open() {
    browser = Browser.start();
  }

  @AfterEach
  void close() {
    browser.close();
  }

  private String ask(SamplePerson person) {
    var asked = play.calls().ask(person.openId(), "{\"method\": \"oauth\"}");
    browser.open(URI.create(asked.text("authorize_url")));
    return asked.text("id");
  }

  private void answer(SamplePerson person, String decision) {
    browser.click(By.cssSelector("#person option[value='" + person.openId() + "']"));
    browser.click(By.id(decision));
  }

  private void assertOutcome(String outcome, String title) {
    var page = browser.await(OUTCOME);
    assertThat(page.getDomAttribute("data-outcome")).isEqualTo(outcome);
    assertThat(browser.driver().getTitle()).isEqualTo(title);
    assertThat(browser.driver().getCurrentUrl()).contains("/oauth/feishu/callback?");
    assertThat(browser.driver().getPageSource()).doesNotContain("code=", "state=");
  }

  @Test
  void a_person_approves_and_lands_on_a_page_that_says_so() {
    var ann = play.ann();
    var id = ask(ann);
    answer(ann, "approve");

    assertOutcome("authorized", "Authorized");

    browser.photograph("10-1-authorized");
    assertThat(browser.await(By.tagName("h1")).getCssValue("font-weight")).isEqualTo("700");
    assertThat(browser.await(By.tagName("body")).getCssValue("max-width")).isNotEqualTo("none");
    assertThat(play.calls().authorization(id).text("state")).isEqualTo("completed");
    assertThat(browser.complaints()).isEmpty(); // the policy lets through all that the page has
    assertThat(browser.requests()).allMatch(request -> request.getHost().equals("127.0.0.1"));
  }

  @Test
  void a_person_declines_and_lands_on_a_page_that_says_so() {
    var bo = play.bo();
    var id = ask(bo);
    answer(bo, "deny");
    assertOutcome("declined", "Declined");
    browser.photograph("10-2-declined");
    assertThat(play.calls().authorization(id).text("state")).isEqualTo("declined");
  }

  @Test
  void a_page_that_is_opened_again_says_that_the_link_was_used() {
    var person = play.sandbox().addPerson("Somebody who goes back");
    ask(person);
    answer(person, "approve");
    assertOutcome("authorized", "Authorized");

    browser.driver().navigate().refresh();

    assertOutcome("not_valid", "This link is not valid");
    browser.photograph("10-3-not-valid");
  }
}
