package dev.larkspur.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.world.SamplePerson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;

/**
 * Every card that we send, as a person sees it, in each of its languages: the pictures of
 * docs/cards.md. With {@code -Dpictures.write=true} they are made anew, to be looked at before they
 * are committed.
 */
@Tag("full")
@Isolated
class CardPicturesTest {
  private static final Path GOLDEN =
      Path.of("..", "..", "adapters", "feishu", "src", "test", "resources", "cards");
  private static final Path PICTURES = Path.of("..", "..", "docs", "pictures", "cards");
  private static final Path DOCUMENT = Path.of("..", "..", "docs", "cards.md");
  private static final List<String> LANGUAGES = List.of("zh_cn", "en_us", "ja_jp");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Sandbox sandbox;
  private static HttpClient http;
  private static Browser browser;

  @BeforeAll
  static void begin() {
    sandbox = Sandbox.start();
    http = HttpClient.newHttpClient();
    browser = Browser.start();
  }

  @AfterAll
  static void end() {
    browser.close();
    http.close();
    sandbox.close();
  }

  /** What little is said differs only where there is something to be answered. */
  static Stream<String> cards() {
    return Stream.of(
        "requested-detailed",
        "requested-concise",
        "renewal-detailed",
        "awaitingconsent-detailed",
        "awaitingconsent-concise",
        "verifying-detailed",
        "granted-detailed",
        "withdrawn-detailed",
        "denied-detailed",
        "expired-detailed",
        "cancelled-detailed",
        "superseded-detailed",
        "wrongaccount-detailed",
        "failed-detailed");
  }

  @ParameterizedTest
  @MethodSource("cards")
  void a_card_speaks_every_language_and_has_its_picture(String name) throws Exception {
    var card = Files.readString(GOLDEN.resolve(name + ".json"));
    var person = sandbox.addPerson(name);
    send(person, card);
    var chat = ChatPage.open(browser, sandbox, person);

    for (var language : LANGUAGES) {
      chat.switchTo(language);
      var title = JSON.readTree(card).path("header").path("title").path("i18n_content");
      var shown = chat.awaitCard(title.path(language).asText());
      assertThat(shown.findElements(By.className("unknown"))).isEmpty();
      var picture = PICTURES.resolve(name + "-" + language + ".png");
      if (Boolean.getBoolean("pictures.write")) {
        Files.createDirectories(PICTURES);
        Files.write(picture, shown.getScreenshotAs(OutputType.BYTES));
      }
      assertThat(picture).isNotEmptyFile();
      assertThat(Files.readString(DOCUMENT)).contains("pictures/cards/" + picture.getFileName());
    }
  }

  private static void send(SamplePerson to, String card) throws Exception {
    var token =
        post(
                "/open-apis/auth/v3/tenant_access_token/internal",
                "",
                Map.of("app_id", sandbox.appId(), "app_secret", sandbox.appSecret()))
            .path("tenant_access_token")
            .asText();
    var sent =
        post(
            "/open-apis/im/v1/messages?receive_id_type=open_id",
            token,
            Map.of("receive_id", to.openId(), "msg_type", "interactive", "content", card));
    assertThat(sent.path("code").asInt(-1)).as(sent.toString()).isZero();
  }

  private static JsonNode post(String path, String token, Map<String, String> body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(sandbox.url() + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
  }
}
