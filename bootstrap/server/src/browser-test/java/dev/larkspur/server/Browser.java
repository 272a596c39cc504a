package dev.larkspur.server;

import static dev.larkspur.server.Play.PATIENCE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.openqa.selenium.By;
import org.openqa.selenium.NotFoundException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;

/** A headless Chromium with a new profile, which its driver makes and deletes. */
final class Browser implements AutoCloseable {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  static Browser start() {
    var options = new ChromeOptions();
    options.setBinary(Installed.chromium().toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-proxy-server",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
        "--force-prefers-reduced-motion",
        "--lang=en-US",
        "--window-size=1280,860");
    options.setCapability("goog:loggingPrefs", Map.of("performance", "ALL", "browser", "ALL"));
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(Installed.chromedriver().toFile())
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  void open(URI page) {
    driver.get(page.toString());
  }

  /** What {@code look} finds, as soon as it finds it; redrawing meanwhile is no matter. */
  <T> T await(String what, Function<WebDriver, Optional<T>> look) {
    return Await.until(what, PATIENCE, () -> found(look), Optional::isPresent).orElseThrow();
  }

  private <T> Optional<T> found(Function<WebDriver, Optional<T>> look) {
    try {
      return look.apply(driver);
    } catch (NotFoundException | StaleElementReferenceException e) {
      return Optional.empty();
    }
  }

  /** The first of these that can be seen. */
  WebElement await(By where) {
    return await(
        "to be seen: " + where,
        page -> page.findElements(where).stream().filter(WebElement::isDisplayed).findFirst());
  }

  void click(By where) {
    await(
        "a click on " + where,
        page -> {
          page.findElement(where).click();
          return Optional.of(where);
        });
  }

  WebDriver driver() {
    return driver;
  }

  void photograph(String name) {
    try {
      Files.createDirectories(SCREENSHOTS);
      Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What pages have asked for since the last call, all but what they brought along. */
  List<URI> requests() {
    return log("performance").stream()
        .map(entry -> json(entry.getMessage()).path("message"))
        .filter(event -> event.path("method").asText().equals("Network.requestWillBeSent"))
        .map(event -> event.path("params").path("request").path("url").asText())
        .filter(url -> !url.startsWith("data:"))
        .map(URI::create)
        .toList();
  }

  /** What the console has had to complain about since the last call. */
  List<String> complaints() {
    return log("browser").stream().map(LogEntry::toString).toList();
  }

  private List<LogEntry> log(String kind) {
    return driver.manage().logs().get(kind).getAll();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
