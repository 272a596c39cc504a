package dev.larkspur.adapters.jwt;

import static dev.larkspur.adapters.jwt.IssuerInTest.claims;
import static dev.larkspur.adapters.jwt.IssuerInTest.newKey;
import static dev.larkspur.adapters.jwt.IssuerInTest.signed;
import static dev.larkspur.application.Cast.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.larkspur.application.MutableClock;
import dev.larkspur.application.access.port.CallerTokens;
import dev.larkspur.application.access.port.IssuerUnavailable;
import dev.larkspur.domain.access.Caller;
import dev.larkspur.domain.access.Operation;
import dev.larkspur.domain.access.Reach;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JwtCallersTest {
  private final MutableClock clock = new MutableClock(NOON);
  private final IssuerInTest issuer = new IssuerInTest();
  private final ApplicationContext context = context(issuer.settings(), clock);
  private final CallerTokens tokens = context.getBean(CallerTokens.class);

  static ApplicationContext context(Map<String, Object> more, InstantSource clock) {
    var settings = new HashMap<>(more);
    settings.put("larkspur.enabled", "true");
    var context = ApplicationContext.builder().properties(settings).build();
    context.registerSingleton(InstantSource.class, clock);
    return context.start();
  }

  @AfterEach
  void close() {
    context.close();
    issuer.close();
  }

  private Caller caller(UnaryOperator<JWTClaimsSet.Builder> change) {
    return tokens.find(issuer.token(NOON, change)).orElseThrow();
  }

  private void isRefused(String token) {
    assertThat(tokens.find(token)).isEmpty();
  }

  @Test
  void a_good_token_names_its_caller_and_what_it_may() {
    var caller =
        caller(
            c ->
                c.claim("scope", "openid tokens:read admin")
                    .claim("larkspur_apps", List.of("cli_1", "cli_2"))
                    .claim("larkspur_users", "ou_1 ou_2"));
    assertThat(caller)
        .isEqualTo(
            new Caller(
                Claims.id(IssuerInTest.NAME, "reports"),
                "reports",
                new Reach(
                    Set.of(new AppId("cli_1"), new AppId("cli_2")),
                    Set.of(new OpenId("ou_1"), new OpenId("ou_2"))),
                Set.of(Operation.TOKENS_READ),
                false,
                NOON,
                NOON.plusSeconds(330)));
  }

  @Test
  void all_apps_and_people_are_a_star_and_nothing_less() {
    assertThat(caller(c -> c).reach()).isEqualTo(Reach.EVERYONE);
    var list = List.of("*");
    assertThat(caller(c -> c.claim("larkspur_apps", list).claim("larkspur_users", list)).reach())
        .isEqualTo(Reach.EVERYONE);
    assertThat(caller(c -> c.claim("larkspur_users", "ou_1")).reach())
        .isEqualTo(new Reach(null, Set.of(new OpenId("ou_1"))));
  }

  @Test
  void operations_may_come_in_an_array() {
    assertThat(caller(c -> c.claim("scope", List.of("grants:read", "email"))).operations())
        .containsExactly(Operation.GRANTS_READ);
  }

  @Test
  void the_id_is_always_the_same_for_a_subject_and_no_other_subjects() {
    assertThat(caller(c -> c).id()).isEqualTo(caller(c -> c.jwtID("another token")).id());
    assertThat(caller(c -> c.subject("other")).id()).isNotEqualTo(caller(c -> c).id());
    assertThat(Claims.id("a", "b")) // printf 'a\0b' | sha256sum
        .isEqualTo(UUID.fromString("59b271ae-1bbc-81d3-9d41-929817f4b16f"))
        .matches(id -> id.version() == 8 && id.variant() == 2);
  }

  @Test
  void a_long_subject_is_cut_for_the_name_only() {
    var caller = caller(c -> c.subject("s".repeat(255)));
    assertThat(caller.name()).hasSize(100);
    assertThat(caller.id()).isEqualTo(Claims.id(IssuerInTest.NAME, "s".repeat(255)));
  }

  static Stream<Arguments> wrongClaims() {
    return Stream.of(
        wrong("another issuer", c -> c.issuer(IssuerInTest.NAME + "/")),
        wrong("no issuer", c -> c.issuer(null)),
        wrong("another audience", c -> c.audience("larkspur2")),
        wrong("no audience", c -> c.audience((String) null)),
        wrong("no end", c -> c.expirationTime(null)),
        wrong("expired", c -> c.expirationTime(Date.from(NOON.minusSeconds(31)))),
        wrong("not yet", c -> c.notBeforeTime(Date.from(NOON.plusSeconds(31)))),
        wrong("no subject", c -> c.subject(null)),
        wrong("blank subject", c -> c.subject(" ")),
        wrong("long subject", c -> c.subject("s".repeat(256))),
        wrong("a subject with a control character", c -> c.subject("a\nb")),
        wrong("a list for a subject", c -> c.claim("sub", List.of("reports"))),
        wrong("a text for an end", c -> c.claim("exp", "tomorrow")),
        wrong("no scope", c -> c.claim("scope", null)),
        wrong("a scope of nothing of ours", c -> c.claim("scope", "openid tokens:write *")),
        wrong("a number for a scope", c -> c.claim("scope", 7)),
        wrong("a map for a scope", c -> c.claim("scope", Map.of("tokens:read", true))),
        wrong("a list with a number", c -> c.claim("scope", List.of("tokens:read", 7))),
        wrong("no apps", c -> c.claim("larkspur_apps", null)),
        wrong("empty apps", c -> c.claim("larkspur_apps", List.of())),
        wrong("blank apps", c -> c.claim("larkspur_apps", " ")),
        wrong("a number for apps", c -> c.claim("larkspur_apps", 7)),
        wrong("true for apps", c -> c.claim("larkspur_apps", true)),
        wrong("a star among apps", c -> c.claim("larkspur_apps", "* cli_1")),
        wrong("no app's id", c -> c.claim("larkspur_apps", List.of("a b"))),
        wrong("no users", c -> c.claim("larkspur_users", null)),
        wrong("empty users", c -> c.claim("larkspur_users", List.of())),
        wrong("a star among users", c -> c.claim("larkspur_users", List.of("*", "ou_1"))));
  }

  private static Arguments wrong(String what, UnaryOperator<JWTClaimsSet.Builder> change) {
    return Arguments.of(what, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongClaims")
  void a_token_with_a_wrong_claim_is_refused(
      String what, UnaryOperator<JWTClaimsSet.Builder> change) {
    assertThat(tokens.find(issuer.token(NOON, change))).as(what).isEmpty();
    assertThat(tokens.find(issuer.token(NOON, c -> c))).isPresent();
  }

  @Test
  void clocks_may_differ_by_as_much_as_is_set() {
    caller(c -> c.expirationTime(Date.from(NOON.minusSeconds(29))));
    caller(c -> c.notBeforeTime(Date.from(NOON.plusSeconds(29))));
  }

  @Test
  void a_token_without_a_signature_is_refused_and_nobody_is_asked() {
    isRefused(new PlainJWT(claims(NOON, c -> c)).serialize());
    assertThat(issuer.questions()).isZero();
  }

  @Test
  void the_public_key_is_no_shared_secret() throws JOSEException {
    for (var secret :
        List.of(
            issuer.key().toRSAPublicKey().getEncoded(),
            issuer.key().toPublicJWK().toString().getBytes(UTF_8))) {
      var header = new JWSHeader.Builder(JWSAlgorithm.HS256).type(new JOSEObjectType("at+jwt"));
      var jwt = new SignedJWT(header.keyID("first").build(), claims(NOON, c -> c));
      jwt.sign(new MACSigner(secret));
      isRefused(jwt.serialize());
    }
    assertThat(issuer.questions()).isZero();
  }

  @Test
  void another_algorithm_type_or_critical_header_is_refused_and_nobody_is_asked() {
    var claims = claims(NOON, c -> c);
    var type = new JOSEObjectType("at+jwt");
    var rs512 = new JWSHeader.Builder(JWSAlgorithm.RS512).type(type).keyID("first");
    isRefused(signed(rs512, claims, issuer.key()));
    isRefused(signed(issuer.header().type(JOSEObjectType.JWT), claims, issuer.key()));
    isRefused(signed(issuer.header().type(null), claims, issuer.key()));
    var critical = issuer.header().criticalParams(Set.of("exp")).customParam("exp", 1);
    isRefused(signed(critical, claims, issuer.key()));
    assertThat(issuer.questions()).isZero();
  }

  @Test
  void a_type_may_be_written_in_full_and_in_any_case() {
    var claims = claims(NOON, c -> c);
    for (var name : List.of("application/at+jwt", "AT+JWT")) {
      var header = issuer.header().type(new JOSEObjectType(name));
      assertThat(tokens.find(signed(header, claims, issuer.key()))).isPresent();
    }
  }

  @Test
  void a_token_signed_or_changed_by_somebody_else_is_refused() {
    var claims = claims(NOON, c -> c);
    isRefused(signed(issuer.header(), claims, newKey("first"))); // their key under this name
    var own = newKey("theirs");
    isRefused(signed(issuer.header().jwk(own.toPublicJWK()), claims, own)); // brought along
    var parts = issuer.token(NOON, c -> c).split("\\.", -1);
    var more = claims(NOON, c -> c.subject("boss")).toString();
    isRefused(parts[0] + "." + Base64URL.encode(more) + "." + parts[2]);
    isRefused(parts[0] + "." + parts[1] + ".");
  }

  @Test
  void a_token_without_the_keys_name_is_tried_with_each() {
    var header = issuer.header().keyID(null);
    assertThat(tokens.find(signed(header, claims(NOON, c -> c), issuer.key()))).isPresent();
  }

  @Test
  void what_is_no_token_is_refused() {
    for (var text :
        List.of("a.b.c", "..", "eyJhbGciOiJSUzI1NiJ9..", "%.%.%", "e30.e30.e30", "ä.ö.ü")) {
      isRefused(text);
    }
    var deep = Base64URL.encode("[".repeat(5_000)).toString();
    isRefused(deep + "." + deep + ".c");
    assertThat(issuer.questions()).isZero();
  }

  @Test
  void a_new_key_of_the_issuer_is_taken_at_once_and_the_old_one_no_more() {
    var old = issuer.token(NOON, c -> c);
    assertThat(tokens.find(old)).isPresent();
    issuer.rotate("second");
    assertThat(tokens.find(issuer.token(NOON, c -> c))).isPresent();
    isRefused(old);
  }

  @Test
  void for_unknown_keys_the_issuer_is_asked_twice_and_then_left_alone_for_a_while() {
    assertThat(tokens.find(issuer.token(NOON, c -> c))).isPresent();
    for (int i = 0; i < 20; i++) {
      var unknown = newKeyless("unknown" + i);
      isRefused(unknown);
    }
    assertThat(issuer.questions()).isBetween(2, 3);
    assertThat(tokens.find(issuer.token(NOON, c -> c))).isPresent();
  }

  private String newKeyless(String id) {
    return signed(issuer.header().keyID(id), claims(NOON, c -> c), issuer.key());
  }

  @Test
  void while_the_issuer_is_out_known_keys_work_and_of_others_nothing_can_be_told() {
    var known = issuer.token(NOON, c -> c);
    assertThat(tokens.find(known)).isPresent();
    issuer.tell(500, "");
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> tokens.find(newKeyless("unknown")))
          .isInstanceOf(IssuerUnavailable.class);
    }
    assertThat(tokens.find(known)).isPresent();
    isRefused(signed(issuer.header(), claims(NOON, c -> c), newKey("first")));
    assertThat(issuer.questions()).isBetween(2, 3);
  }

  @Test
  void an_issuer_that_was_never_heard_leaves_all_untold() {
    var huge = "{\"keys\":[],\"more\":\"" + "x".repeat(300_000) + "\"}";
    for (var told :
        List.of(
            new IssuerInTest.Told(404, ""),
            new IssuerInTest.Told(302, ""), // to where the keys are
            new IssuerInTest.Told(200, "no keys"),
            new IssuerInTest.Told(200, huge))) {
      issuer.tell(told.status(), told.body());
      try (var another = context(issuer.settings(), clock)) {
        var tokens = another.getBean(CallerTokens.class);
        var token = issuer.token(NOON, c -> c);
        assertThatThrownBy(() -> tokens.find(token)).isInstanceOf(IssuerUnavailable.class);
        assertThatThrownBy(() -> tokens.find(token)).isInstanceOf(IssuerUnavailable.class);
      }
    }
  }

  @Test
  void an_issuer_that_is_back_is_believed_again() throws Exception {
    issuer.tell(503, "");
    var published = context.getBean(Issuer.Keys.class).published();
    assertThatThrownBy(() -> tokens.find(issuer.token(NOON, c -> c)))
        .isInstanceOf(IssuerUnavailable.class);
    assertThat(published.isOut()).isTrue();
    issuer.tell(200, IssuerInTest.keys(issuer.key()));
    assertThat(tokens.find(issuer.token(NOON, c -> c))).isPresent();
    assertThat(published.isOut()).isFalse();
  }

  @Test
  void a_weak_key_or_a_shared_secret_is_no_key_though_the_issuer_tells_it() {
    issuer.tell(
        200,
        "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"first\",\"k\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}]}");
    isRefused(issuer.token(NOON, c -> c));
  }

  @Test
  void without_an_issuer_there_is_nothing_here() {
    try (var off = context(Map.of(), clock)) {
      assertThat(off.findBean(CallerTokens.class)).isEmpty();
      assertThat(off.getBean(JwtProperties.class))
          .isEqualTo(
              new JwtProperties(
                  null,
                  null,
                  null,
                  "scope",
                  "larkspur_apps",
                  "larkspur_users",
                  "RS256 PS256 ES256",
                  "at+jwt",
                  Duration.ofSeconds(30),
                  Duration.ofHours(1)));
    }
  }

  @ParameterizedTest
  @MethodSource("wrongSettings")
  void a_wrong_or_half_a_setting_stops_the_start(String name, Map<String, Object> change) {
    var settings = new HashMap<>(issuer.settings());
    change.forEach(
        (key, value) -> settings.compute("larkspur.callers.jwt." + key, (_, _) -> none(value)));
    assertThatThrownBy(() -> context(settings, clock))
        .hasStackTraceContaining("larkspur.callers.jwt." + name + " ");
  }

  private static @Nullable Object none(Object value) {
    return value.equals("") ? null : value;
  }

  static Stream<Arguments> wrongSettings() {
    return Stream.of(
        Arguments.of("jwks-url", Map.of("issuer", "")),
        Arguments.of("jwks-url", Map.of("jwks-url", "")),
        Arguments.of("audience", Map.of("audience", "")),
        Arguments.of("audience", Map.of("issuer", "", "jwks-url", "")),
        Arguments.of("jwks-url", Map.of("jwks-url", "http://login.example.com/keys")),
        Arguments.of("jwks-url", Map.of("jwks-url", "http://127.0.0.1.example.com/keys")),
        Arguments.of("jwks-url", Map.of("jwks-url", "https://user:secret@example.com/keys")),
        Arguments.of("jwks-url", Map.of("jwks-url", "file:///etc/passwd")),
        Arguments.of("jwks-url", Map.of("jwks-url", "no address")),
        Arguments.of("algorithms", Map.of("algorithms", "RS256 HS256")),
        Arguments.of("algorithms", Map.of("algorithms", "none")),
        Arguments.of("types", Map.of("types", " ")),
        Arguments.of("clock-skew", Map.of("clock-skew", "6m")),
        Arguments.of("clock-skew", Map.of("clock-skew", "-1s")),
        Arguments.of("outage", Map.of("outage", "1m")),
        Arguments.of("users-claim", Map.of("users-claim", "larkspur_apps")));
  }
}
