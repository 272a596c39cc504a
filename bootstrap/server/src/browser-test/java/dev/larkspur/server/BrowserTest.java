package dev.larkspur.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.larkspur.sandbox.world.RefreshFaults;
import dev.larkspur.sandbox.world.SamplePerson;
import java.net.URI;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.openqa.selenium.By;

/** What a person sees and does, in a real Chromium; each step is photographed. */
@Tag("full")
@Isolated
class BrowserTest {
  private static final String MESSAGE =
      "To summarise the documents you share for the weekly report.";

  private static final String ENCRYPT_KEY = "an-encrypt-key-of-the-tests";

  private static Play play;
  private static Calls calls;
  private Browser browser;

  @BeforeAll
  static void begin() {
    play = Play.begin(Play.QUICK, 1, Map.of("larkspur.feishu.apps.demo.encrypt-key", ENCRYPT_KEY));
    calls = play.calls();
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
    try (var open = browser) {
      assertThat(open.requests()).isNotEmpty().allSatisfy(BrowserTest::isOurs);
      assertThat(open.complaints()).isEmpty();
    }
  }

  private static void isOurs(URI request) {
    assertThat(request.getHost()).isIn("localhost", "127.0.0.1");
  }

  @Test
  void a_person_authorizes_in_three_clicks_and_the_service_has_the_token() {
    var ann = play.ann();
    var chat = ChatPage.open(browser, play.sandbox(), ann);
    browser.await(By.className("empty"));
    browser.photograph("1-1-empty-chat");

    var id = ask(ann, MESSAGE);
    var asking = chat.awaitCard("Your permission is needed");
    assertThat(asking.getText()).contains(MESSAGE, "What for", "Authorize", "Decline");
    browser.photograph("1-2-card");

    chat.press("authorize");
    assertThat(chat.awaitCard("One more step").getText()).contains("Continue", "Open in browser");
    browser.photograph("1-4-link");

    chat.continueInPanel("Continue");
    assertThat(chat.consentsAs()).isEqualTo(ann.enName());
    browser.photograph("1-5-consent");
    assertThat(chat.decide("approve")).isEqualTo("approved");
    chat.leavePanel();
    browser.photograph("1-6-approved");
    assertThat(chat.awaitCard("Authorized").getText()).contains("You authorized", "Revoke");
    browser.photograph("1-7-authorized");

    assertThat(calls.authorization(id).text("state")).isEqualTo("completed");
    var token = calls.token(ann.openId()).text("access_token");
    assertThat(play.ownerOf(token)).isEqualTo(ann.openId());
    assertThat(browser.driver().getPageSource()).doesNotContain(token);
  }

  @Test
  void who_declines_on_the_card_sees_that_nothing_was_granted() {
    var person = play.sandbox().addPerson("Declining");
    var chat = ChatPage.open(browser, play.sandbox(), person);
    var id = ask(person, MESSAGE);
    chat.awaitCard("Your permission is needed");
    chat.press("decline");
    var declined = chat.awaitCard("Declined");
    assertThat(declined.findElements(By.tagName("button"))).isEmpty();
    browser.photograph("2-declined");
    assertThat(calls.authorization(id).text("state")).isEqualTo("declined");
  }

  @Test
  void who_denies_on_the_consent_page_sees_it_on_the_card() {
    var person = play.sandbox().addPerson("Denying");
    var chat = linkFor(person, MESSAGE);
    chat.continueInPanel("Continue");
    assertThat(chat.decide("deny")).isEqualTo("denied");
    chat.leavePanel();
    chat.awaitCard("Declined");
    browser.photograph("3-denied");
    assertThat(calls.token(person.openId()).status()).isEqualTo(404);
  }

  @Test
  void consent_as_somebody_else_is_told_as_the_wrong_account() {
    var person = play.sandbox().addPerson("Somebody");
    var chat = linkFor(person, MESSAGE);
    chat.continueInPanel("Continue");
    chat.consentAs(play.bo());
    assertThat(chat.decide("approve")).isEqualTo("approved");
    chat.leavePanel();
    assertThat(chat.awaitCard("Wrong account").getText()).contains("another account");
    browser.photograph("4-wrong-account");
    assertThat(calls.token(person.openId()).status()).isEqualTo(404);
    assertThat(calls.token(play.bo().openId()).status()).isEqualTo(404);
  }

  @Test
  void who_revokes_on_the_card_sees_it_and_nobody_has_the_token_any_more() {
    var person = play.sandbox().addPerson("Revoking");
    var chat = ChatPage.open(browser, play.sandbox(), person);
    var token = play.authorize(calls, person);
    chat.awaitCard("Authorized");
    chat.press("revoke");
    var revoked = chat.awaitCard("Revoked");
    assertThat(revoked.findElements(By.tagName("button"))).isEmpty();
    browser.photograph("9-revoked");
    assertThat(calls.token(person.openId()).status()).isEqualTo(404);
    assertThat(play.isGood(token)).isFalse();
  }

  @Test
  void who_has_to_consent_anew_gets_a_card_that_says_why() {
    var person = play.sandbox().addPerson("Renewing");
    var chat = ChatPage.open(browser, play.sandbox(), person);
    play.authorize(calls, person);
    play.sandbox().faults().refresh().next(1, RefreshFaults.How.EXPIRED);
    calls.refresh(person.openId());
    var card = chat.awaitCard("Please renew your permission");
    assertThat(card.getText()).contains("run out", "Authorize", "Decline");
    browser.photograph("10-renewal");
    chat.press("authorize");
    chat.awaitCard("One more step");
    chat.continueInPanel("Continue");
    assertThat(chat.decide("approve")).isEqualTo("approved");
    chat.leavePanel();
    chat.awaitCard("Authorized");
    assertThat(calls.token(person.openId()).epoch()).isEqualTo(2);
  }

  @Test
  void a_link_that_is_given_at_once_needs_no_press() {
    var person = play.sandbox().addPerson("Linked");
    var chat = ChatPage.open(browser, play.sandbox(), person);
    var asked = calls.ask(person.openId(), "{\"method\": \"device_link\"}");
    chat.awaitCard("One more step");
    browser.photograph("11-link-at-once");
    chat.continueInPanel("Continue");
    assertThat(chat.consentsAs()).isEqualTo(person.enName());
    assertThat(chat.decide("approve")).isEqualTo("approved");
    chat.leavePanel();
    chat.awaitCard("Authorized");
    assertThat(calls.authorization(asked.text("id")).text("state")).isEqualTo("completed");
  }

  @Test
  void a_press_that_comes_by_http_leads_to_the_link_as_well() {
    var person = play.sandbox().addPerson("Posting");
    var app = play.sandbox().appId();
    var callbacks = play.sandbox().callbacks();
    callbacks.overHttp(
        calls.base().resolve("/callbacks/feishu/" + app),
        callbacks.verificationToken(),
        ENCRYPT_KEY);
    try {
      var chat = ChatPage.open(browser, play.sandbox(), person);
      calls.ask(person.openId(), "{\"method\": \"http_callback\"}");
      chat.awaitCard("Your permission is needed");
      chat.press("authorize");
      chat.awaitCard("One more step");
      chat.continueInPanel("Continue");
      assertThat(chat.decide("approve")).isEqualTo("approved");
      chat.leavePanel();
      chat.awaitCard("Authorized");
      assertThat(calls.token(person.openId()).status()).isEqualTo(200);
    } finally {
      callbacks.overLongConnection();
    }
  }

  @Test
  void everything_speaks_the_language_of_the_person() {
    var wei = play.sandbox().people().get(2);
    var chat = ChatPage.open(browser, play.sandbox(), wei);
    ask(wei, "用于汇总你在周报中分享的文档。");
    assertThat(chat.awaitCard("Your permission is needed").getText()).contains("Authorize");
    chat.switchTo("zh_cn");
    assertThat(chat.awaitCard("需要你的授权").getText()).contains("授权", "拒绝", "用途");
    browser.photograph("5-1-chinese-card");
    chat.press("authorize");
    chat.awaitCard("还差一步");
    browser.photograph("5-2-chinese-link");
    chat.continueInPanel("继续");
    assertThat(chat.consentsAs()).isEqualTo(wei.name());
    assertThat(browser.await(By.id("approve")).getText()).isEqualTo("授权");
    browser.photograph("5-3-chinese-consent");
    chat.decide("approve");
    chat.leavePanel();
    chat.awaitCard("已授权");
    browser.photograph("5-4-chinese-authorized");
    chat.switchTo("en_us");
    chat.awaitCard("Authorized");
  }

  @Test
  void the_consent_page_opens_in_a_tab_of_its_own_too() {
    var person = play.sandbox().addPerson("Tabbed");
    var chat = linkFor(person, MESSAGE);
    var tabs = browser.driver().getWindowHandles();
    var first = browser.driver().getWindowHandle();
    browser.click(ChatPage.labelled("Open in browser"));
    var second =
        browser.await(
            "a second tab",
            page ->
                page.getWindowHandles().stream().filter(tab -> !tabs.contains(tab)).findFirst());
    browser.driver().switchTo().window(second);
    assertThat(chat.consentsAs()).isEqualTo(person.enName());
    browser.photograph("6-1-consent-in-a-tab");
    assertThat(chat.decide("approve")).isEqualTo("approved");
    browser.photograph("6-2-approved-in-a-tab");
    browser.driver().switchTo().window(first);
    chat.awaitCard("Authorized");
  }

  @Test
  void what_a_service_writes_is_shown_as_it_is_and_runs_nothing() {
    var person = play.sandbox().addPerson("Careful");
    var hostile =
        """
        <img src=x onerror="document.title='ran'"><script>document.title='ran'</script>
        [free](javascript:document.title='ran') **bold** *thin* `code` <at id=all></at>
        <font color='red'>red</font> [elsewhere](https://evil.example/)""";
    var chat = ChatPage.open(browser, play.sandbox(), person);
    var title = browser.driver().getTitle();
    ask(person, hostile);
    chat.awaitCard("Your permission is needed");
    isShownAsText(chat, "Your permission is needed", hostile);
    browser.photograph("7-1-hostile-message");
    chat.press("authorize");
    isShownAsText(chat, "One more step", hostile);
    browser.photograph("7-2-hostile-message-with-link");
    assertThat(browser.driver().getTitle()).isEqualTo(title);
  }

  private static void isShownAsText(ChatPage chat, String title, String message) {
    var card = chat.awaitCard(title);
    assertThat(card.getText()).contains(message);
    for (var tag : new String[] {"img", "script", "a", "em", "code", "font", "at", "iframe"}) {
      assertThat(card.findElements(By.tagName(tag))).as(tag).isEmpty();
    }
    assertThat(card.findElements(By.tagName("strong")))
        .extracting(strong -> strong.getText())
        .doesNotContain("bold");
  }

  @Test
  void the_documentation_shows_every_call_and_asks_no_other_host() {
    browser.open(calls.base().resolve("/docs"));
    browser.await(By.cssSelector(".opblock-summary-path"));
    browser.photograph("8-1-documentation");
    var shown = new TreeSet<String>();
    for (var path : browser.driver().findElements(By.cssSelector(".opblock-summary-path"))) {
      shown.add(String.valueOf(path.getDomAttribute("data-path")));
    }
    assertThat(shown)
        .contains(
            "/v1/apps/{app_id}/users/{open_id}/token",
            "/v1/apps/{app_id}/users/{open_id}/authorizations",
            "/v1/authorizations/{id}");
    browser.click(By.cssSelector("[data-path='/v1/authorizations/{id}']"));
    browser.await(By.cssSelector(".opblock.is-open .responses-table"));
    browser.photograph("8-2-one-call");
  }

  private ChatPage linkFor(SamplePerson person, String message) {
    var chat = ChatPage.open(browser, play.sandbox(), person);
    ask(person, message);
    chat.awaitCard("Your permission is needed");
    chat.press("authorize");
    chat.awaitCard("One more step");
    return chat;
  }

  private static String ask(SamplePerson person, String message) {
    var card = Map.of("detail", "detailed", "message", message);
    var answer =
        calls.ask(person.openId(), new ObjectMapper().valueToTree(Map.of("card", card)).toString());
    assertThat(answer.status()).isEqualTo(201);
    return answer.text("id");
  }
}
