package dev.larkspur.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.junit.SandboxExtension;
import dev.larkspur.sandbox.world.Console.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;

/** The sandbox's own pages in a real Chromium, without Larkspur. */
@Tag("full")
@Isolated
@ExtendWith(SandboxExtension.class)
class SandboxPagesTest {
  private static final By OUTCOME = By.cssSelector("[data-testid=outcome]");

  private final Browser browser = Browser.start();
  private final HttpServer app;

  SandboxPagesTest() throws IOException {
    app = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void listen() {
    app.createContext(
        "/back",
        exchange -> {
          var page =
              "<title>back</title><link rel=icon href=data:,>".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    app.start();
  }

  @AfterEach
  void close() {
    app.stop(0);
    browser.close();
  }

  @Test
  void the_authorize_page_leads_back_to_the_app_with_a_code_or_an_error(Sandbox feishu) {
    var bo = feishu.people().get(1);
    browser.open(authorize(feishu, back()));
    browser.click(By.cssSelector("#person option[value='" + bo.openId() + "']"));
    browser.photograph("9-1-authorize");
    browser.click(By.id("approve"));
    assertThat(cameBack()).contains("code=", "state=one+two").startsWith(back());
    browser.open(authorize(feishu, back()));
    browser.click(By.id("deny"));
    assertThat(cameBack()).endsWith("?error=access_denied&state=one+two");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_link_with_a_wrong_address_ends_on_a_page_with_20029(Sandbox feishu) {
    browser.open(authorize(feishu, "https://example.com/"));
    assertThat(browser.await(OUTCOME).getText()).contains("20029");
    browser.photograph("9-2-refused");
  }

  @Test
  void the_control_page_shows_and_sets_what_there_is(Sandbox feishu) {
    browser.open(feishu.chatPage());
    browser.click(By.cssSelector("a.control"));
    browser.await(By.cssSelector("[data-knob=status] input")).clear();
    browser.await(By.cssSelector("[data-knob=status] input")).sendKeys("\"not_installed\"");
    browser.click(By.cssSelector("[data-knob=status] button"));
    awaitText(By.id("console"), "not_installed");
    assertThat(feishu.console().status()).isEqualTo(Status.NOT_INSTALLED);
    browser.await(By.cssSelector("[data-knob=bot] input")).sendKeys("x");
    browser.click(By.cssSelector("[data-knob=bot] button"));
    browser.await(By.cssSelector("[data-knob=bot] .answer.bad"));
    browser.click(By.cssSelector("[data-seconds='7200']"));
    awaitText(By.id("ahead"), "2 h ahead");
    awaitText(By.id("journal"), "GET /chat");
    browser.driver().manage().window().setSize(new Dimension(1280, 1500));
    browser.photograph("9-3-control");
    browser.click(By.id("reset"));
    awaitText(By.id("console"), "enabled");
    assertThat(feishu.console().status()).isEqualTo(Status.ENABLED);
    assertThat(feishu.clock().ahead()).isEqualTo(Duration.ofHours(2));
    assertThat(browser.complaints()).isEmpty();
  }

  private void awaitText(By where, String text) {
    browser.await(
        text + " in " + where,
        page -> Optional.of(page.findElement(where).getText()).filter(it -> it.contains(text)));
  }

  private String cameBack() {
    return browser.await(
        "to be back at the app",
        page -> Optional.ofNullable(page.getCurrentUrl()).filter(url -> url.startsWith(back())));
  }

  private String back() {
    return "http://127.0.0.1:" + app.getAddress().getPort() + "/back";
  }

  private static URI authorize(Sandbox feishu, String redirectUri) {
    var encoded = URLEncoder.encode(redirectUri, StandardCharsets.UTF_8);
    return feishu
        .url()
        .resolve(
            "/open-apis/authen/v1/authorize?response_type=code&state=one+two&client_id="
                + feishu.appId()
                + "&scope=docs:document:readonly%20offline_access&redirect_uri="
                + encoded);
  }
}
