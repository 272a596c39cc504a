package dev.larkspur.server;

import static dev.larkspur.server.Play.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.chat.ShownCard;
import dev.larkspur.sandbox.oauth.UserTokens.Verdict;
import dev.larkspur.sandbox.world.SamplePerson;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two companies in one deployment: the demo app on one platform, another, of the brand Lark, on a
 * platform of its own. Each has its own people, secrets, connections and troubles.
 */
class SeveralAppsEndToEndTest {
  private static final Sandbox LARK = Sandbox.start(Play.QUICK.withAppId("cli_0123456789abcdef"));

  private static Play play;
  private static Calls feishu;
  private static Calls lark;

  @BeforeAll
  static void begin() {
    play = Play.begin(Play.QUICK, 2, abroad());
    LARK.awaitConnections(2 * Play.CONNECTIONS, PATIENCE);
    feishu = play.calls();
    lark = new Calls(feishu.base(), LARK.appId(), Play.ADMIN_KEY);
  }

  private static Map<String, Object> abroad() {
    var settings = new HashMap<String, Object>();
    Demo.appOf(LARK).forEach((key, value) -> settings.put(key.replace("demo", "abroad"), value));
    settings.put("larkspur.feishu.apps.abroad.brand", "lark");
    settings.put("larkspur.feishu.apps.abroad.tenant-key", LARK.tenantKey());
    return settings;
  }

  @AfterAll
  static void end() {
    play.close();
    LARK.close();
  }

  private static SamplePerson somebody(Sandbox platform) {
    return platform.addPerson("Somebody " + UUID.randomUUID());
  }

  /** From the request to the grant; returns the looked-up token. */
  private static String authorized(Sandbox platform, Calls calls, SamplePerson person) {
    var id = calls.ask(person.openId()).text("id");
    var card = platform.awaitCard(person.openId(), PATIENCE);
    assertThat(platform.click(card.messageId(), person.openId(), "authorize").ok()).isTrue();
    var link = platform.awaitCard(card.messageId(), Play::hasLink, PATIENCE);
    platform.approve(link, person.openId());
    calls.await(id, "completed");
    return calls.token(person.openId()).text("access_token");
  }

  private static JsonNode connections(String name) {
    var apps = feishu.call("GET", "/admin/v1/connections", "").body().path("apps");
    for (var app : apps) {
      if (app.path("name").asText().equals(name)) {
        return app;
      }
    }
    throw new AssertionError("there is no app " + name + " in " + apps);
  }

  @Test
  void people_of_both_platforms_get_tokens_of_their_own() {
    var ann = somebody(play.sandbox());
    var bob = somebody(LARK);

    var anns = authorized(play.sandbox(), feishu, ann);
    var bobs = authorized(LARK, lark, bob);

    assertThat(play.sandbox().judge(anns)).isInstanceOf(Verdict.Good.class);
    assertThat(LARK.judge(bobs)).isInstanceOf(Verdict.Good.class);
    assertThat(LARK.judge(anns)).isNotInstanceOf(Verdict.Good.class);
    assertThat(play.sandbox().judge(bobs)).isNotInstanceOf(Verdict.Good.class);
    assertThat(lark.token(ann.openId()).status()).isEqualTo(404);
    assertThat(feishu.token(bob.openId()).status()).isEqualTo(404);
  }

  @Test
  void each_app_has_connections_of_its_own() {
    assertThat(connections("demo").path("app_id").asText()).isEqualTo(play.sandbox().appId());
    assertThat(connections("abroad").path("app_id").asText()).isEqualTo(LARK.appId());
    Await.until(
        "all are connected",
        PATIENCE,
        () -> connections("abroad"),
        app ->
            app.path("connections").size() == 4 && app.path("state").asText().equals("connected"));
  }

  @Test
  void a_key_for_one_app_says_nothing_of_the_other() {
    var bob = somebody(LARK);
    authorized(LARK, lark, bob);
    var made =
        feishu.call(
            "POST",
            "/admin/v1/keys",
            "{\"name\":\"one\",\"apps\":[\"%s\"],\"operations\":[\"tokens:read\",\"grants:read\"]}"
                .formatted(play.sandbox().appId()));
    var limited = new Calls(feishu.base(), LARK.appId(), made.text("key"));

    assertThat(limited.token(bob.openId()).status()).isEqualTo(403);
    assertThat(limited.grant(bob.openId()).status()).isEqualTo(403);
    assertThat(limited.grant(somebody(LARK).openId()).status()).isEqualTo(403);
  }

  /** What comes over one app's connections is of that app, whatever it says. */
  @Test
  void a_press_that_comes_by_the_other_apps_connection_changes_nothing() {
    var ann = somebody(play.sandbox());
    var id = feishu.ask(ann.openId()).text("id");
    var card = play.sandbox().awaitCard(ann.openId(), PATIENCE);
    var press = press(card, ann);
    var renamed = press.deepCopy();
    ((ObjectNode) renamed.path("header")).put("app_id", LARK.appId());
    ((ObjectNode) renamed.path("header")).put("tenant_key", LARK.tenantKey());

    for (var forged : new ObjectNode[] {press, renamed}) {
      var delivered = LARK.deliver(forged);
      assertThat(delivered.data().path("card").isMissingNode()).isTrue();
    }

    assertThat(feishu.authorization(id).text("state")).isEqualTo("pending");
    assertThat(play.sandbox().deliver(press).data().path("card").isObject()).isTrue();
  }

  private static ObjectNode press(ShownCard card, SamplePerson by) {
    var value = card.button("authorize").orElseThrow().value().orElseThrow();
    return (ObjectNode) play.sandbox().clickEvent(card.messageId(), by.openId(), value);
  }

  @Test
  void what_ails_one_platform_is_not_felt_on_the_other() {
    var bob = somebody(LARK);
    var token = authorized(LARK, lark, bob);
    LARK.faults().bootstrapHttpError(100_000, 503);
    LARK.faults().answer("/oauth/v3/token", 100_000, 503, "{}");
    LARK.dropConnections();
    try {
      Await.until(
          "the app abroad is not connected",
          PATIENCE,
          () -> connections("abroad").path("state").asText(),
          state -> !state.equals("connected"));

      var ann = somebody(play.sandbox());
      authorized(play.sandbox(), feishu, ann);
      assertThat(feishu.refresh(ann.openId()).status()).isEqualTo(200);
      assertThat(connections("demo").path("state").asText()).isEqualTo("connected");
      assertThat(lark.token(bob.openId()).text("access_token")).isEqualTo(token);
    } finally {
      LARK.restore();
    }
    LARK.awaitConnections(2 * Play.CONNECTIONS, PATIENCE.multipliedBy(2));
    assertThat(lark.refresh(bob.openId()).status()).isEqualTo(200);
  }
}
