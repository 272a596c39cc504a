package dev.larkspur.server;

import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.world.SamplePerson;
import java.util.Optional;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The sandbox's chat page as a person uses it: one's own chat, its last card, the side panel. */
record ChatPage(Browser browser) {
  private static final By CARD = By.cssSelector("[data-message]:last-child .card");
  private static final By TITLE = By.cssSelector("[data-message]:last-child .card h3");
  private static final By APPROVE = By.id("approve");

  static ChatPage open(Browser browser, Sandbox sandbox, SamplePerson person) {
    browser.open(sandbox.chatPage());
    browser.click(By.cssSelector("[data-person='" + person.openId() + "']"));
    browser.await(By.cssSelector("[data-person='" + person.openId() + "'][aria-current=true]"));
    return new ChatPage(browser);
  }

  /** The card once its title is this. */
  WebElement awaitCard(String title) {
    browser.await(
        "a card with the title " + title,
        page -> Optional.of(page.findElement(TITLE).getText()).filter(title::equals));
    return browser.await(CARD);
  }

  void press(String act) {
    browser.click(By.cssSelector("[data-message]:last-child button[data-act=" + act + "]"));
  }

  /** Of a button that opens a page; only the labels tell these from each other. */
  static By labelled(String label) {
    return By.xpath(
        "//*[@data-message][last()]//button[@data-url][normalize-space()='" + label + "']");
  }

  void switchTo(String locale) {
    browser.click(By.cssSelector("[data-locale=" + locale + "]"));
  }

  /** Presses the button that opens the consent page, which comes in the panel beside the chat. */
  void continueInPanel(String label) {
    browser.click(labelled(label));
    browser.await(By.id("consent-frame"));
    browser.driver().switchTo().frame("consent-frame");
    browser.await(APPROVE);
  }

  /** On the consent page: as whom the page takes the person. */
  String consentsAs() {
    return browser.await(By.cssSelector("#person option:checked")).getText();
  }

  void consentAs(SamplePerson person) {
    browser.click(By.cssSelector("#person option[value='" + person.openId() + "']"));
  }

  /** On the consent page: {@code approve} or {@code deny}; returns what the page then is. */
  String decide(String decision) {
    browser.click(By.id(decision));
    var outcome = browser.await(By.cssSelector("[data-testid=outcome]"));
    return String.valueOf(outcome.getDomAttribute("data-outcome"));
  }

  void leavePanel() {
    browser.driver().switchTo().defaultContent();
  }
}
