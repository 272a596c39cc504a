package dev.larkspur.adapters.feishu.card;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.larkspur.adapters.feishu.FeishuApp;
import dev.larkspur.adapters.feishu.FeishuProperties;
import dev.larkspur.adapters.feishu.StubPlatform;
import dev.larkspur.application.Cast;
import dev.larkspur.domain.authorization.AuthRequest;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSession.AwaitingConsent;
import dev.larkspur.domain.authorization.AuthSession.Cancelled;
import dev.larkspur.domain.authorization.AuthSession.Denied;
import dev.larkspur.domain.authorization.AuthSession.Expired;
import dev.larkspur.domain.authorization.AuthSession.Failed;
import dev.larkspur.domain.authorization.AuthSession.Granted;
import dev.larkspur.domain.authorization.AuthSession.Preparing;
import dev.larkspur.domain.authorization.AuthSession.Requested;
import dev.larkspur.domain.authorization.AuthSession.Verifying;
import dev.larkspur.domain.authorization.AuthSession.Withdrawn;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.CardAddress;
import dev.larkspur.domain.authorization.CardWish;
import dev.larkspur.domain.authorization.CardWish.Detail;
import dev.larkspur.domain.authorization.DeviceCode;
import dev.larkspur.domain.authorization.FailureReason;
import dev.larkspur.domain.authorization.Method;
import dev.larkspur.domain.authorization.Nonce;
import dev.larkspur.domain.authorization.Occasion;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.Secret;
import dev.larkspur.sandbox.chat.CardRules;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each card as it goes out, in a file. {@code -Dgolden.write=true} writes the files anew, to be
 * read before they are committed.
 */
class CardJsonTest {
  private static final Gson PRETTY =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
  private static final Path GOLDEN = Path.of("src/test/resources/cards");
  private static final int LARGEST = 30 * 1024;
  private static final Scopes SCOPES =
      Scopes.of("docs:document:readonly", "offline_access", "some:new:*scope*");

  private final StubPlatform platform = new StubPlatform();
  private final FeishuApp app =
      platform.app(
          new FeishuProperties(
              "/oauth/v3/token",
              Duration.ofSeconds(5),
              Duration.ofSeconds(5),
              Duration.ofSeconds(5)));

  @AfterEach
  void close() {
    platform.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sessions")
  void the_card_of(String name, AuthSession session) throws IOException {
    var card = PRETTY.toJson(CardJson.of(app, session));
    var shown = card.replace(port(), "") + "\n";
    var file = GOLDEN.resolve(name + ".json");
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(file, shown);
    }

    assertThat(shown).isEqualTo(Files.readString(file));
    assertThat(CardRules.violation(card)).isEmpty();
  }

  static Stream<Arguments> sessions() {
    return Stream.of(Detail.values())
        .flatMap(
            detail ->
                all(request(detail)).map(s -> Arguments.of(name(s) + "-" + lower(detail), s)));
  }

  private static Stream<AuthSession> all(AuthRequest request) {
    var claim = Cast.claim(NOON.plusSeconds(15));
    return Stream.of(
        new Requested(request, NOON.plus(PATIENCE)),
        new Requested(renewal(request), NOON.plus(PATIENCE)),
        new Preparing(request, claim, NOON.plus(PATIENCE)),
        new AwaitingConsent(request, code("https://accounts.feishu.cn/v?flow_id=f1&user_code=AB")),
        new Verifying(request, Cast.pair(NOON), claim),
        new Granted(request, NOON),
        new Withdrawn(request, NOON),
        new Denied(request, NOON),
        new Expired(request, NOON),
        new Cancelled(request, NOON, null),
        new Cancelled(request, NOON, new AuthSessionId(new UUID(0, 2))),
        new Failed(request, NOON, FailureReason.WRONG_ACCOUNT, null));
  }

  private static String name(AuthSession session) {
    return switch (session) {
      case Cancelled s when s.by() != null -> "superseded";
      case Requested s when s.request().occasion() == Occasion.RENEWAL -> "renewal";
      case AuthSession s -> lower(s.getClass().getSimpleName());
    };
  }

  private static String lower(Object name) {
    return name.toString().toLowerCase(Locale.ROOT);
  }

  @ParameterizedTest
  @EnumSource
  void every_failure_is_explained_in_both_languages(FailureReason reason) {
    var card = CardJson.of(app, new Failed(request(Detail.DETAILED), NOON, reason, null));

    assertThat(card.toString()).contains("Reports", "zh_cn", "en_us").doesNotContain("%s");
  }

  @Test
  void a_card_for_a_chat_calls_the_person() {
    var request =
        request(
            Detail.CONCISE, SCOPES, null, new CardAddress(CardAddress.Kind.CHAT_ID, "oc_1"), null);

    assertThat(json(new Requested(request, NOON)).toString()).contains("<at id=ou_ann></at>");
    assertThat(json(new Requested(request(Detail.CONCISE), NOON)).toString())
        .doesNotContain("<at id");
  }

  @Test
  void what_a_caller_wrote_is_never_markdown() {
    var nasty = "**bold** [free](https://evil.example) <at id=all></at>\u202e 50% %s";
    var session = new Requested(request(Detail.DETAILED, SCOPES, nasty, toAnn(), null), NOON);

    var markdown = elements(json(session), "markdown");

    assertThat(markdown).noneMatch(text -> text.contains("evil") || text.contains("*scope*"));
    assertThat(elements(json(session), "plain_text"))
        .contains("**bold** [free](https://evil.example) <at id=all></at>  50% %s");
  }

  @Test
  void the_largest_card_stays_within_the_platforms_limit() {
    var scopes =
        Scopes.of(
            IntStream.range(0, AuthRequest.MOST_SCOPES)
                .mapToObj(i -> "s".repeat(125) + (i + 100))
                .toList());
    var privacy = URI.create("https://example.com/" + "p".repeat(1979));
    var link = "https://accounts.feishu.cn/v?" + "u".repeat(2000);
    for (var characters : List.of("xy", "汉字", "x\u2028", "\"\\", "&<")) {
      var request = request(Detail.DETAILED, scopes, characters.repeat(250), toAnn(), privacy);
      for (var session :
          Stream.concat(all(request), Stream.of(new AwaitingConsent(request, code(link))))
              .toList()) {
        var content = json(session).toString();
        var inRequest = new Gson().newBuilder().disableHtmlEscaping().create().toJson(content);
        assertThat(content.getBytes(UTF_8)).hasSizeLessThan(LARGEST);
        assertThat(inRequest.getBytes(UTF_8)).hasSizeLessThan(LARGEST);
      }
    }
  }

  private JsonObject json(AuthSession session) {
    return CardJson.of(app, session);
  }

  private String port() {
    return ":" + platform.url().getPort();
  }

  private static List<String> elements(JsonElement in, String tag) {
    return switch (in) {
      case JsonObject object
          when object.has("tag") && object.get("tag").getAsString().equals(tag) ->
          List.of(object.get("content").getAsString());
      case JsonObject object ->
          object.entrySet().stream().flatMap(e -> elements(e.getValue(), tag).stream()).toList();
      case com.google.gson.JsonArray array ->
          array.asList().stream().flatMap(e -> elements(e, tag).stream()).toList();
      default -> List.of();
    };
  }

  private static DeviceCode code(String link) {
    return new DeviceCode(
        new Secret("dc"), new Secret(link), Duration.ofSeconds(5), NOON.plus(PATIENCE));
  }

  private static AuthRequest request(Detail detail) {
    return request(
        detail,
        SCOPES,
        "To summarise your documents",
        toAnn(),
        URI.create("https://example.com/privacy"));
  }

  private static AuthRequest request(
      Detail detail,
      Scopes scopes,
      @Nullable String message,
      CardAddress to,
      @Nullable URI privacy) {
    return new AuthRequest(
        new AuthSessionId(new UUID(0, 1)),
        ANN,
        Method.WEBSOCKET_CARD,
        scopes,
        new Nonce("nonce"),
        new CardWish(to, detail, message, privacy),
        Occasion.REQUEST,
        new UUID(0, 3),
        NOON);
  }

  private static AuthRequest renewal(AuthRequest r) {
    return new AuthRequest(
        r.id(),
        r.person(),
        r.method(),
        r.scopes(),
        r.nonce(),
        r.card(),
        Occasion.RENEWAL,
        AuthRequest.OURSELVES,
        r.createdAt());
  }

  private static CardAddress toAnn() {
    return new CardAddress(CardAddress.Kind.OPEN_ID, "ou_ann");
  }
}
