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
import com.google.gson.JsonParser;
import dev.larkspur.adapters.feishu.FeishuApp;
import dev.larkspur.adapters.feishu.StubPlatform;
import dev.larkspur.application.Cast;
import dev.larkspur.domain.authorization.AuthRequest;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSession.AwaitingConsent;
import dev.larkspur.domain.authorization.AuthSession.Cancelled;
import dev.larkspur.domain.authorization.AuthSession.Denied;
import dev.larkspur.domain.authorization.AuthSession.Exchanging;
import dev.larkspur.domain.authorization.AuthSession.Expired;
import dev.larkspur.domain.authorization.AuthSession.Failed;
import dev.larkspur.domain.authorization.AuthSession.Granted;
import dev.larkspur.domain.authorization.AuthSession.Preparing;
import dev.larkspur.domain.authorization.AuthSession.Requested;
import dev.larkspur.domain.authorization.AuthSession.Verifying;
import dev.larkspur.domain.authorization.AuthSession.Withdrawn;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.CardAddress;
import dev.larkspur.domain.authorization.CardTemplate;
import dev.larkspur.domain.authorization.CardWish;
import dev.larkspur.domain.authorization.CardWish.Detail;
import dev.larkspur.domain.authorization.DeviceCode;
import dev.larkspur.domain.authorization.FailureReason;
import dev.larkspur.domain.authorization.Method;
import dev.larkspur.domain.authorization.Nonce;
import dev.larkspur.domain.authorization.Occasion;
import dev.larkspur.domain.authorization.Redirect;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.Secret;
import dev.larkspur.sandbox.chat.CardRules;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
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
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each card as it goes out, in a file. {@code -Dgolden.write=true} writes the files anew, to be
 * read before they are committed.
 */
class SessionCardTest {
  private static final Gson PRETTY =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
  private static final Path GOLDEN = Path.of("src/test/resources/cards");
  private static final String SCOPES_FILE = "dev/larkspur/adapters/feishu/card/scopes.txt";
  private static final int LARGEST = 30 * 1024;
  private static final Scopes SCOPES =
      Scopes.of("docs:document:readonly", "offline_access", "some:new:*scope*");

  private final StubPlatform platform = new StubPlatform();
  private final FeishuApp app = platform.app(StubPlatform.quick(null));

  @AfterEach
  void close() {
    platform.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sessions")
  void the_card_of(String name, AuthSession session) throws IOException {
    var card = PRETTY.toJson(SessionCard.of(app, session).data());
    var shown = card.replace(port(), "") + "\n";
    var file = GOLDEN.resolve(name + ".json");
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(file, shown);
    }

    assertThat(shown).isEqualTo(Files.readString(file));
    assertThat(CardRules.violation(card)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("templates")
  void a_template_is_filled_with(String name, AuthSession session) throws IOException {
    var content = JsonParser.parseString(SessionCard.of(app, session).content());
    var shown = PRETTY.toJson(content).replace(port(), "") + "\n";
    var file = GOLDEN.resolve(name + ".json");
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(file, shown);
    }

    assertThat(shown).isEqualTo(Files.readString(file));
  }

  static Stream<Arguments> templates() {
    return all(templated(new CardTemplate("AAqk1", "1.0.2")))
        .map(session -> Arguments.of("template-" + name(session), session));
  }

  @Test
  void no_variable_of_an_earlier_face_stays_on_a_template() {
    var names =
        all(templated(new CardTemplate("AAqk1", null)))
            .map(session -> json(session).getAsJsonObject("template_variable").keySet())
            .distinct();

    assertThat(names).hasSize(1);
  }

  @Test
  void the_version_of_a_template_may_be_left_to_the_platform() {
    var session = new Requested(templated(new CardTemplate("AAqk1", null)), NOON);

    assertThat(json(session).keySet()).containsExactly("template_id", "template_variable");
  }

  @Test
  void the_answer_to_a_press_has_the_kind_of_the_card_that_was_sent() {
    var own = new Requested(templated(new CardTemplate("AAqk1", null)), NOON);
    var ours = new Requested(request(Detail.CONCISE), NOON);

    assertThat(SessionCard.of(app, own).answer().get("type").getAsString()).isEqualTo("template");
    assertThat(SessionCard.of(app, ours).answer().get("type").getAsString()).isEqualTo("raw");
  }

  @Test
  void what_is_authorized_is_what_the_platform_granted_of_what_was_asked_for() {
    var request = request(Detail.CONCISE);
    var granted = Scopes.of("docs:document:readonly", "allowed:years:ago");

    var card = json(new Granted(request, NOON, granted)).toString();

    assertThat(request.scopes().names()).contains("offline_access");
    assertThat(card).contains("docs:document:readonly");
    assertThat(card).doesNotContain("offline_access").doesNotContain("allowed:years:ago");
  }

  private static AuthRequest templated(CardTemplate template) {
    var request = request(Detail.CONCISE);
    var wish = request.card();
    return wishing(
        request, new CardWish(wish.to(), wish.detail(), wish.message(), wish.privacy(), template));
  }

  private static AuthRequest wishing(AuthRequest r, CardWish wish) {
    return new AuthRequest(
        r.id(),
        r.person(),
        r.method(),
        r.scopes(),
        r.nonce(),
        wish,
        r.occasion(),
        r.requestedBy(),
        r.createdAt());
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
        new Exchanging(request, claim),
        new Verifying(request, Cast.pair(NOON), claim),
        new Granted(request, NOON, request.scopes()),
        new Withdrawn(request, NOON),
        new Denied(request, NOON),
        new Expired(request, NOON),
        new Cancelled(request, NOON, null),
        new Cancelled(request, NOON, new AuthSessionId(new UUID(0, 2))),
        new Failed(request, NOON, FailureReason.WRONG_ACCOUNT, null),
        new Failed(request, NOON, FailureReason.SCOPES_REFUSED, null));
  }

  private static String name(AuthSession session) {
    return switch (session) {
      case Cancelled s when s.by() != null -> "superseded";
      case Failed s when s.reason() == FailureReason.WRONG_ACCOUNT -> "wrongaccount";
      case Exchanging _ -> "verifying"; // looks the same
      case Requested s when s.request().occasion() == Occasion.RENEWAL -> "renewal";
      case AuthSession s -> lower(s.getClass().getSimpleName());
    };
  }

  private static String lower(Object name) {
    return name.toString().toLowerCase(Locale.ROOT);
  }

  @ParameterizedTest
  @EnumSource
  void every_failure_is_explained_in_three_languages(FailureReason reason) {
    var card = SessionCard.of(app, new Failed(request(Detail.DETAILED), NOON, reason, null));

    assertThat(card.content()).contains("Reports", "zh_cn", "en_us", "ja_jp").doesNotContain("%s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh_cn", "en_us", "ja_jp"})
  void nothing_is_left_untranslated(String language) {
    for (var detail : Detail.values()) {
      for (var session : all(request(detail)).toList()) {
        for (var words : translations(json(session))) {
          assertThat(words.keySet()).containsExactlyInAnyOrder("zh_cn", "en_us", "ja_jp");
          assertThat(words.get(language).getAsString()).isNotBlank();
        }
      }
    }
  }

  private static List<JsonObject> translations(JsonElement in) {
    return switch (in) {
      case JsonObject object when object.has("i18n_content") ->
          List.of(object.getAsJsonObject("i18n_content"));
      case JsonObject object ->
          object.entrySet().stream().flatMap(e -> translations(e.getValue()).stream()).toList();
      case com.google.gson.JsonArray array ->
          array.asList().stream().flatMap(e -> translations(e).stream()).toList();
      default -> List.of();
    };
  }

  @Test
  void what_holds_a_nonce_or_a_link_does_not_print_it() {
    var session = new AwaitingConsent(request(Detail.DETAILED), code("https://secret.example"));

    assertThat(SessionCard.of(app, session).toString()).doesNotContain("secret", "nonce");
    assertThat(new Sheet.Press("revoke", "id", "nonce").toString()).doesNotContain("nonce");
    assertThat(new Sheet.Link(Sheet.Link.Kind.BROWSER, "https://secret.example").toString())
        .doesNotContain("secret");
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
  void the_largest_card_stays_within_the_platforms_limit() throws IOException {
    for (var scopes : List.of(longestNames(), allThatHaveWords())) {
      for (var characters : List.of("xy", "汉字", "x\u2028", "\"\\", "&<")) {
        staysWithinTheLimit(scopes, characters.repeat(250));
      }
    }
  }

  private void staysWithinTheLimit(Scopes scopes, String message) {
    var privacy = URI.create("https://example.com/" + "p".repeat(1979));
    var link = "https://accounts.feishu.cn/v?" + "u".repeat(2000);
    var request = request(Detail.DETAILED, scopes, message, toAnn(), privacy);
    var template = new CardTemplate("t".repeat(64), "v".repeat(32));
    var wish = new CardWish(toAnn(), Detail.DETAILED, message, privacy, template);
    for (var session :
        Stream.of(request, wishing(request, wish))
            .flatMap(r -> Stream.concat(all(r), Stream.of(new AwaitingConsent(r, code(link)))))
            .toList()) {
      var content = SessionCard.of(app, session).content();
      var inRequest = new Gson().newBuilder().disableHtmlEscaping().create().toJson(content);
      assertThat(content.getBytes(UTF_8)).hasSizeLessThan(LARGEST);
      assertThat(inRequest.getBytes(UTF_8)).hasSizeLessThan(LARGEST);
    }
  }

  private static Scopes longestNames() {
    return Scopes.of(
        IntStream.range(0, AuthRequest.MOST_SCOPES)
            .mapToObj(i -> "s".repeat(125) + (i + 100))
            .toList());
  }

  private static Scopes allThatHaveWords() throws IOException {
    var lines = Files.readAllLines(Path.of("src/main/resources/" + SCOPES_FILE));
    return Scopes.of(
        lines.stream().filter(l -> !l.startsWith("#")).map(l -> l.split(" ", 2)[0]).toList());
  }

  private JsonObject json(AuthSession session) {
    return SessionCard.of(app, session).data();
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

  @Test
  void a_link_that_comes_back_is_on_the_card_as_it_is() {
    var link = "https://accounts.feishu.cn/open-apis/authen/v1/authorize?client_id=c&state=s.1";
    var redirect =
        new Redirect(
            new Secret("a-state"), new Secret("a-verifier"), new Secret(link), NOON.plus(PATIENCE));
    var json =
        SessionCard.of(app, new AwaitingConsent(request(Detail.CONCISE), redirect)).content();
    assertThat(json)
        .contains("url=" + URLEncoder.encode(link, UTF_8))
        .contains(link)
        .doesNotContain("lk_meta", "a-verifier");
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
