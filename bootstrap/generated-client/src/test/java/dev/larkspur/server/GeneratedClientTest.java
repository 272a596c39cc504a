package dev.larkspur.server;

import static dev.larkspur.server.Play.PATIENCE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.larkspur.client.ApiClient;
import dev.larkspur.client.ApiException;
import dev.larkspur.client.api.AuthorizationsApi;
import dev.larkspur.client.api.ConnectionsApi;
import dev.larkspur.client.api.DataKeysApi;
import dev.larkspur.client.api.KeysApi;
import dev.larkspur.client.api.TokensApi;
import dev.larkspur.client.model.Authorization;
import dev.larkspur.client.model.AuthorizationRequest;
import dev.larkspur.client.model.AuthorizationState;
import dev.larkspur.client.model.Card;
import dev.larkspur.client.model.GrantState;
import dev.larkspur.client.model.Key;
import dev.larkspur.client.model.KeyRequest;
import dev.larkspur.client.model.KeyRotationRequest;
import dev.larkspur.client.model.Problem;
import dev.larkspur.client.model.ProblemCode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A service that knows no more of Larkspur than its document. In the package of the server's tests,
 * whose {@link Play} it takes part in.
 */
class GeneratedClientTest {
  private static final List<String> DOCUMENTS = List.of("docs:document:readonly");

  private static Play play;

  @BeforeAll
  static void begin() {
    play = Play.begin();
  }

  @AfterAll
  static void end() {
    play.close();
  }

  private static ApiClient client(String key) {
    var client = new ApiClient();
    client.updateBaseUri(play.calls().base().toString());
    client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + key));
    return client;
  }

  private static Key key(KeyRequest wanted) throws ApiException {
    return new KeysApi(client(Play.ADMIN_KEY)).createKey(wanted, UUID.randomUUID().toString());
  }

  private static ApiClient service() throws ApiException {
    var wanted =
        new KeyRequest()
            .name("reporting service")
            .apps(List.of(play.sandbox().appId()))
            .operations(
                List.of("tokens:read", "authorizations:write", "grants:read", "grants:write"));
    return client(requireNonNull(key(wanted).getKey()));
  }

  /** What the client is told went wrong. */
  private static Problem problem(int status, ThrowingCallable call) throws JsonProcessingException {
    var thrown = catchThrowableOfType(ApiException.class, call);
    assertThat(thrown.getCode()).isEqualTo(status);
    return new ApiClient().getObjectMapper().readValue(thrown.getResponseBody(), Problem.class);
  }

  private static AuthorizationRequest wish() {
    return new AuthorizationRequest()
        .scopes(DOCUMENTS)
        .method(AuthorizationRequest.MethodEnum.WEBSOCKET_CARD)
        .card(new Card().detail(Card.DetailEnum.CONCISE).message("To summarise what you wrote"));
  }

  /** Reads it until it is settled, by waiting at the server. */
  private static Authorization settled(AuthorizationsApi authorizations, UUID id)
      throws ApiException {
    var end = Instant.now().plus(PATIENCE);
    var seen = authorizations.readAuthorization(id.toString(), "wait=20");
    while (Instant.now().isBefore(end)
        && (seen.getState() == AuthorizationState.PENDING
            || seen.getState() == AuthorizationState.AWAITING_CONSENT)) {
      seen = authorizations.readAuthorization(id.toString(), "wait=20");
    }
    return seen;
  }

  @Test
  void from_the_question_to_the_token_and_back() throws Exception {
    var somebody = play.somebody();
    var person = somebody.openId();
    var app = play.sandbox().appId();
    var service = service();
    var tokens = new TokensApi(service);
    var authorizations = new AuthorizationsApi(service);

    var nobodyAsked =
        problem(404, () -> tokens.lookUpToken(app, person, null, null, null, DOCUMENTS));
    assertThat(nobodyAsked.getCode()).isEqualTo(ProblemCode.AUTHORIZATION_REQUIRED);
    assertThat(requireNonNull(nobodyAsked.getHowToAsk()).getPath()).contains(person);

    var once = UUID.randomUUID().toString();
    var asked = authorizations.requestAuthorization(app, person, once, wish());
    assertThat(asked.getState()).isEqualTo(AuthorizationState.PENDING);
    assertThat(asked.getScopes()).containsAll(DOCUMENTS);
    assertThat(asked.getExpiresAt()).isAfter(asked.getCreatedAt());
    assertThat(authorizations.requestAuthorization(app, person, once, wish())).isEqualTo(asked);
    var beingAsked = problem(404, () -> tokens.lookUpToken(app, person, null, null, null, null));
    assertThat(requireNonNull(beingAsked.getAuthorization()).getId()).isEqualTo(asked.getId());

    play.sandbox().approve(play.clickThrough(somebody), person);
    var done = settled(authorizations, asked.getId());
    assertThat(done.getState()).isEqualTo(AuthorizationState.COMPLETED);
    assertThat(done.getCompletedAt())
        .isBetween(asked.getCreatedAt(), OffsetDateTime.now(ZoneOffset.UTC));

    var found = tokens.lookUpTokenWithHttpInfo(app, person, null, "wait=20", 60, DOCUMENTS);
    var token = found.getData();
    assertThat(play.ownerOf(token.getAccessToken())).isEqualTo(person);
    assertThat(token.getState()).isEqualTo(GrantState.ACTIVE);
    assertThat(token.getExpiresIn()).isPositive();
    var tag = requireNonNull(found.getHeaders().get("etag")).getFirst();
    var same =
        catchThrowableOfType(
            ApiException.class, () -> tokens.lookUpToken(app, person, tag, null, null, null));
    assertThat(same.getCode()).isEqualTo(304);

    var missing =
        problem(
            403,
            () -> tokens.lookUpToken(app, person, null, null, null, List.of("calendar:calendar")));
    assertThat(missing.getCode()).isEqualTo(ProblemCode.INSUFFICIENT_SCOPE);
    assertThat(missing.getMissingScopes()).containsExactly("calendar:calendar");

    var newer = tokens.refreshToken(app, person, token.getEpoch());
    assertThat(newer.getEpoch()).isGreaterThan(token.getEpoch());
    var grant = tokens.readGrant(app, person);
    assertThat(grant.getState()).isEqualTo(GrantState.ACTIVE);
    assertThat(grant.getLastError()).isNull();
    assertThat(grant.getUser().getOpenId()).isEqualTo(person);

    tokens.revokeToken(app, person);
    assertThat(tokens.readGrant(app, person).getState()).isEqualTo(GrantState.REVOKED);
    assertThat(
            problem(404, () -> tokens.lookUpToken(app, person, null, null, null, null)).getCode())
        .isEqualTo(ProblemCode.AUTHORIZATION_REQUIRED);
  }

  @Test
  void a_request_is_withdrawn() throws Exception {
    var person = play.somebody().openId();
    var authorizations = new AuthorizationsApi(service());
    var asked = authorizations.requestAuthorization(play.sandbox().appId(), person, null, null);
    var id = asked.getId().toString();
    authorizations.cancelAuthorization(id);
    assertThat(authorizations.readAuthorization(id, null).getState())
        .isEqualTo(AuthorizationState.CANCELLED);
    var tooLate = problem(409, () -> authorizations.cancelAuthorization(id));
    assertThat(tooLate.getCode()).isEqualTo(ProblemCode.CONFLICT);
    assertThat(tooLate.getRetryable()).isFalse();
  }

  @Test
  void keys_are_made_listed_and_withdrawn() throws Exception {
    var keys = new KeysApi(client(Play.ADMIN_KEY));
    var until = OffsetDateTime.parse("2040-01-31T00:00:00Z");
    var made =
        key(
            new KeyRequest()
                .name("one person's")
                .apps("*")
                .users(List.of(play.ann().openId()))
                .operations(List.of("tokens:read"))
                .expiresAt(until)
                .perSecond(100));
    assertThat(made.getApps()).isEqualTo("*");
    assertThat(made.getExpiresAt()).isEqualTo(until);
    assertThat(keys.listKeys().getKeys())
        .filteredOn(key -> key.getId().equals(made.getId()))
        .singleElement()
        .returns(null, Key::getKey)
        .returns(List.of(play.ann().openId()), Key::getUsers);

    var limited = client(requireNonNull(made.getKey()));
    var app = play.sandbox().appId();
    var other = play.bo().openId();
    assertThat(problem(403, () -> new TokensApi(limited).readGrant(app, other)).getCode())
        .isEqualTo(ProblemCode.FORBIDDEN);
    assertThat(problem(403, () -> new KeysApi(limited).listKeys()).getCode())
        .isEqualTo(ProblemCode.FORBIDDEN);
    var next = keys.rotateKey(made.getId().toString(), null, new KeyRotationRequest().overlap(0));
    assertThat(next.getPerSecond()).isEqualTo(100);
    assertThat(problem(401, () -> new TokensApi(limited).readGrant(app, other)).getCode())
        .isEqualTo(ProblemCode.UNAUTHENTICATED);
    var changed = client(requireNonNull(next.getKey()));
    assertThat(problem(403, () -> new TokensApi(changed).readGrant(app, other)).getCode())
        .isEqualTo(ProblemCode.FORBIDDEN);
    keys.deleteKey(made.getId().toString());
    assertThat(problem(401, () -> new TokensApi(changed).readGrant(app, other)).getCode())
        .isEqualTo(ProblemCode.UNAUTHENTICATED);
    var unknown = new KeyRequest().name("?").apps("*").operations(List.of("everything"));
    var wrong = problem(400, () -> key(unknown));
    assertThat(wrong.getErrors()).singleElement().returns("operations", e -> e.getField());
  }

  @Test
  void an_administrator_sees_connections_and_what_a_rotation_would_do() throws Exception {
    var admin = client(Play.ADMIN_KEY);
    assertThat(new ConnectionsApi(admin).listConnections().getApps())
        .singleElement()
        .returns(play.sandbox().appId(), app -> app.getAppId())
        .returns("connected", app -> app.getState());
    var keys = new DataKeysApi(admin);
    var would = keys.rotateDataKey(true, null);
    assertThat(would.getDryRun()).isTrue();
    assertThat(would.getColumns()).isNotEmpty();
    assertThat(keys.readDataKeys().getMasterKey().getCurrent()).isTrue();
  }

  @Test
  void a_code_that_is_added_later_does_not_break_a_client_of_today() throws Exception {
    var later = "{\"code\":\"later\",\"status\":400,\"retryable\":false}";
    var problem = new ApiClient().getObjectMapper().readValue(later, Problem.class);
    assertThat(problem.getCode()).isEqualTo(ProblemCode.UNKNOWN_DEFAULT_OPEN_API);
    assertThat(problem.getStatus()).isEqualTo(400);
  }
}
