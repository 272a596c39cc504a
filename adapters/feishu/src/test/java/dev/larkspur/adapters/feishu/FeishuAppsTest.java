package dev.larkspur.adapters.feishu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.application.InMemoryStores;
import dev.larkspur.application.MutableClock;
import dev.larkspur.application.authorization.port.Cards;
import dev.larkspur.application.authorization.port.CodeExchange;
import dev.larkspur.application.authorization.port.ConsentRequests;
import dev.larkspur.application.authorization.port.People;
import dev.larkspur.application.authorization.port.TokenEndpoint;
import dev.larkspur.application.host.port.Audience;
import dev.larkspur.application.token.port.Apps;
import dev.larkspur.domain.authorization.Method;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.token.Scopes;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.MapPropertySource;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import io.micronaut.context.exceptions.BeanInstantiationException;
import io.micronaut.context.exceptions.ConfigurationException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeishuAppsTest {
  private static final String APP = "larkspur.feishu.apps.main.";
  private static final AppId ID = new AppId("cli_a1b2c3d4e5f60718");

  @Test
  void nothing_is_there_unless_larkspur_is_enabled() {
    var settings = new HashMap<>(working());
    settings.remove("larkspur.enabled");

    try (var context = start(settings)) {
      assertSilent(context);
    }
  }

  @Test
  void nothing_is_there_unless_an_app_is_configured() {
    try (var context =
        start(Map.of("larkspur.enabled", "true", "larkspur.feishu.token-path", "/x"))) {
      assertSilent(context);
    }
  }

  @Test
  void an_app_brings_every_port() {
    try (var context = start(working())) {
      assertThat(context.getBean(Cards.class)).isNotNull();
      assertThat(context.getBean(ConsentRequests.class)).isNotNull();
      assertThat(context.getBean(CodeExchange.class)).isNotNull();
      assertThat(context.getBean(TokenEndpoint.class)).isNotNull();
      assertThat(context.getBean(People.class)).isNotNull();
      assertThat(context.getBean(Apps.class).find(ID)).isPresent();
    }
  }

  @Test
  void tokens_are_for_where_the_platform_takes_calls_of_that_app_and_nowhere_else() {
    try (var context = start(working())) {
      var audience = context.getBean(Audience.class);
      var open = context.getBean(FeishuApps.class).feishu(ID).orElseThrow().open("");
      assertThat(audience.includes(ID, open.resolve("/open-apis/aily/v1/sessions"))).isTrue();
      var other = new AppId("cli_ffffffffffffffff");
      assertThat(audience.includes(other, open)).isFalse();
      for (var stranger :
          List.of(
              "/open-apis",
              "https://open.feishu.cn.example.com/",
              open.getScheme() + "://" + open.getHost() + ":1/",
              "ftp://" + open.getAuthority() + "/")) {
        assertThat(audience.includes(ID, URI.create(stranger))).as(stranger).isFalse();
      }
    }
  }

  @Test
  void environment_variables_configure_apps_and_cast_no_shadows() {
    var variables = new HashMap<String, Object>();
    variables.put("LARKSPUR_ENABLED", "true");
    variables.put("LARKSPUR_FEISHU_APPS_MAIN_APP_ID", ID.value());
    variables.put("LARKSPUR_FEISHU_APPS_MAIN_APP_SECRET", "s3cret");
    variables.put("LARKSPUR_FEISHU_APPS_MAIN_SCOPES", "docs:doc  task:task:read");
    variables.put("LARKSPUR_FEISHU_APPS_MAIN_OPEN_URL", "http://localhost:9");
    variables.put("LARKSPUR_FEISHU_APPS_MAIN_ACCOUNTS_URL", "http://localhost:9/accounts/");
    variables.put("LARKSPUR_FEISHU_APPS_MAIN_VERIFICATION_TOKEN", "v3rify");
    variables.put("LARKSPUR_FEISHU_APPS_MAIN_TENANT_KEY", "tenant-1");
    variables.put("LARKSPUR_FEISHU_APPS_MAIN_DISPLAY_NAME", "Reports");

    try (var context = start(variables, PropertyConvention.ENVIRONMENT_VARIABLE)) {
      assertThat(context.getBean(Apps.class).all()).hasSize(1);
      var app = context.getBean(FeishuApps.class).feishu().getFirst();
      assertThat(app.name()).isEqualTo("main");
      assertThat(app.id()).isEqualTo(ID);
      assertThat(app.title()).isEqualTo("Reports");
      assertThat(app.scopes()).isEqualTo(Scopes.of("docs:doc", "task:task:read", "offline_access"));
      assertThat(app.accounts("/x")).hasToString("http://localhost:9/accounts/x");
      assertThat(String.valueOf(app.tenant())).isEqualTo("tenant-1");
      assertThat(app.verificationToken()).isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource({"feishu,feishu.cn", "lark,larksuite.com", "Lark,larksuite.com"})
  void the_brand_gives_the_addresses(String brand, String domain) {
    try (var context = start(without("open-url", with("brand", brand)))) {
      var app = context.getBean(FeishuApps.class).feishu().getFirst();
      assertThat(app.open("/a")).isEqualTo(URI.create("https://open." + domain + "/a"));
      assertThat(app.accounts("/b")).isEqualTo(URI.create("https://accounts." + domain + "/b"));
      assertThat(app.applink("/c")).isEqualTo(URI.create("https://applink." + domain + "/c"));
    }
  }

  @Test
  void an_app_with_only_its_credentials_has_the_usual_everything() {
    try (var context = start(working())) {
      var app = context.getBean(FeishuApps.class).feishu().getFirst();
      assertThat(app.title()).isEqualTo("main");
      assertThat(app.scopes()).isEqualTo(Scopes.OFFLINE_ACCESS);
      assertThat(app.verificationToken()).isNull();
      assertThat(app.tenant()).isNull();
      assertThat(app.tokenEndpoint()).hasToString("https://accounts.feishu.cn/oauth/v3/token");
    }
  }

  @Test
  void the_older_token_endpoint_is_asked_where_it_is() {
    var settings = new HashMap<>(working());
    settings.put("larkspur.feishu.token-path", "/open-apis/authen/v2/oauth/token");

    try (var context = start(settings)) {
      var app = context.getBean(FeishuApps.class).feishu().getFirst();
      assertThat(app.tokenEndpoint())
          .hasToString("http://127.0.0.1:9/open-apis/authen/v2/oauth/token");
    }
  }

  @Test
  void links_that_come_back_are_offered_where_it_is_known_whereto() {
    var settings = new HashMap<>(working());
    try (var context = start(settings)) {
      assertThat(context.getBean(FeishuApps.class).of(ID))
          .containsExactlyInAnyOrder(Method.WEBSOCKET_CARD, Method.DEVICE_LINK);
    }
    settings.put(
        "larkspur.feishu.redirect-url", "https://larkspur.intranet/prefix/oauth/feishu/callback");
    try (var context = start(settings)) {
      assertThat(context.getBean(FeishuApps.class).of(ID)).contains(Method.OAUTH);
    }
  }

  @Test
  void calls_have_usual_limits() {
    try (var context = start(working())) {
      assertThat(context.getBean(FeishuProperties.class))
          .isEqualTo(
              new FeishuProperties(
                  "/oauth/v3/token",
                  Duration.ofSeconds(5),
                  Duration.ofSeconds(10),
                  Duration.ofSeconds(30),
                  null,
                  false));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"app-id", "app-secret"})
  void a_missing_credential_stops_the_start_and_is_named(String key) {
    var variable = APP.toUpperCase(java.util.Locale.ROOT).replace('.', '_');
    assertRefused(
        without(key, working()),
        APP + key,
        variable + key.toUpperCase(java.util.Locale.ROOT).replace('-', '_'),
        "is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "app-id,has space",
    "brand,teams",
    "open-url,ftp://x.org",
    "open-url,no.scheme",
    "open-url,https://user@example.com",
    "accounts-url,https://exa mple.com",
    "applink-url,https://example.com?x=y",
    "scopes,quo\"te",
    "tenant-key,no/slash"
  })
  void a_wrong_value_stops_the_start_and_is_named_but_not_repeated(String key, String value) {
    assertThatThrownBy(() -> start(with(key, value)))
        .rootCause()
        .hasMessageContaining(APP + key)
        .hasMessageNotContaining(value);
  }

  @Test
  void more_scopes_than_the_platform_takes_are_refused() {
    var many =
        String.join(" ", java.util.stream.IntStream.range(0, 51).mapToObj(i -> "s" + i).toList());

    assertRefused(with("scopes", many), APP + "scopes");
  }

  @Test
  void two_names_for_one_app_are_refused() {
    var settings = new HashMap<>(working());
    settings.put("larkspur.feishu.apps.other.app-id", ID.value());
    settings.put("larkspur.feishu.apps.other.app-secret", "s3cret");

    assertRefused(
        settings, "larkspur.feishu.apps.main.app-id", "larkspur.feishu.apps.other.app-id");
  }

  @ParameterizedTest
  @CsvSource({
    "token-path,oauth/v3/token",
    "token-path,/a b",
    "connect-timeout,0s",
    "redirect-url,larkspur.intranet/oauth/feishu/callback",
    "redirect-url,ftp://larkspur.intranet/oauth/feishu/callback",
    "redirect-url,http:///oauth/feishu/callback",
    "redirect-url,http://larkspur.intranet:8080/",
    "redirect-url,http://larkspur.intranet:8080/oauth/feishu/callback/",
    "redirect-url,http://larkspur.intranet/oauth/feishu/callback?x=y",
    "redirect-url,http://larkspur.intranet/oauth/feishu/callback#x",
    "redirect-url,http://user@larkspur.intranet/oauth/feishu/callback",
    "redirect-url,http://lark spur/oauth/feishu/callback",
    "redirect-url,mailto:larkspur@example.com",
    "request-timeout,-1s",
    "answer-within,3s",
    "answer-within,0s",
    "ping-at-most,0s",
    "pong-grace,0s",
    "reconnect-after,0s",
    "reconnect-at-most,0s",
    "stop-within,0s",
    "degraded-after,0"
  })
  void a_setting_out_of_range_stops_the_start_and_is_named(String key, String value) {
    var settings = new HashMap<>(working());
    settings.put("larkspur.feishu." + key, value);

    assertRefused(settings, "larkspur.feishu." + key, "LARKSPUR_FEISHU_");
  }

  @Test
  void no_secret_is_printed() {
    try (var context = start(with("verification-token", "v3rify-t0ken"))) {
      var app = context.getBean(FeishuApps.class).feishu().getFirst();
      var printed =
          List.of(
                  app,
                  context.getBeansOfType(FeishuAppProperties.class),
                  new AppSettingsReader(context.getBean(FeishuAppProperties.class)).read())
              .toString();
      assertThat(printed).doesNotContain("s3cret", "v3rify-t0ken");
    }
  }

  private static void assertSilent(ApplicationContext context) {
    var ours =
        context.getAllBeanDefinitions().stream()
            .filter(bean -> bean.getBeanType().getName().startsWith("dev.larkspur.adapters"))
            .filter(bean -> bean.getBeanType() != UseCasesOverMemory.Now.class)
            .toList();
    assertThat(ours).isEmpty();
  }

  private static void assertRefused(Map<String, Object> settings, String... named) {
    assertThatThrownBy(() -> start(settings))
        .isInstanceOfAny(ConfigurationException.class, BeanInstantiationException.class)
        .rootCause()
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(named)
        .hasMessageNotContaining("s3cret");
  }

  private static Map<String, Object> working() {
    return Map.of(
        "larkspur.enabled",
        "true",
        APP + "app-id",
        ID.value(),
        APP + "app-secret",
        "s3cret",
        APP + "open-url",
        "http://127.0.0.1:9"); // where nobody listens
  }

  private static Map<String, Object> with(String key, String value) {
    var settings = new HashMap<>(working());
    settings.put(APP + key, value);
    return settings;
  }

  private static Map<String, Object> without(String key, Map<String, Object> settings) {
    var fewer = new HashMap<>(settings);
    fewer.remove(APP + key);
    return fewer;
  }

  private static ApplicationContext start(Map<String, Object> settings) {
    return start(settings, PropertyConvention.JAVA_PROPERTIES);
  }

  private static ApplicationContext start(
      Map<String, Object> settings, PropertyConvention convention) {
    var clock = new MutableClock(StubPlatform.NOON);
    return ApplicationContext.builder()
        .propertySources(source(settings, convention))
        .singletons(InMemoryStores.at(clock), new UseCasesOverMemory.Now(clock))
        .environmentPropertySource(false)
        .start();
  }

  private static PropertySource source(
      Map<String, Object> settings, PropertyConvention convention) {
    return new MapPropertySource("test", settings) {
      @Override
      public PropertyConvention getConvention() {
        return convention;
      }
    };
  }
}
