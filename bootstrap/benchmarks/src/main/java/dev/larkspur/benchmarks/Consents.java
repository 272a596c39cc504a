package dev.larkspur.benchmarks;

import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.application.token.port.Grants;
import dev.larkspur.domain.authorization.AuthRequest;
import dev.larkspur.domain.authorization.AuthSession.Granted;
import dev.larkspur.domain.authorization.AuthSession.Requested;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.CardAddress;
import dev.larkspur.domain.authorization.CardWish;
import dev.larkspur.domain.authorization.Decision;
import dev.larkspur.domain.authorization.Method;
import dev.larkspur.domain.authorization.Nonce;
import dev.larkspur.domain.authorization.Occasion;
import dev.larkspur.domain.authorization.Opening;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.GrantCommand.LookedUp;
import dev.larkspur.domain.token.GrantFlow;
import dev.larkspur.domain.token.RefreshToken;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.Secret;
import dev.larkspur.domain.token.TokenPair;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.world.SamplePerson;
import io.micronaut.context.ApplicationContext;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/**
 * Consents without cards and clicks: pairs of the stand-in's, stored through the ports of an
 * instance without an app, which runs in our own process and is gone when they are stored.
 */
final class Consents implements AutoCloseable {
  private static final Set<String> SCOPES = Set.of("docs:document:readonly", "offline_access");
  private static final int AT_ONCE = 16;
  private static final int TOLD_EACH = 10_000;

  private final Sandbox sandbox;
  private final ApplicationContext instance;
  private final AuthSessions sessions;
  private final Grants grants;

  private Consents(Sandbox sandbox, ApplicationContext instance) {
    this.sandbox = sandbox;
    this.instance = instance;
    this.sessions = instance.getBean(AuthSessions.class);
    this.grants = instance.getBean(Grants.class);
  }

  static Consents of(World world, Sql database) {
    var settings = new HashMap<String, Object>();
    // nobody minds if the last of them are lost in a crash, and it saves waiting for the disk
    settings.put(
        "datasources.larkspur.url", database.url() + "?options=-c%20synchronous_commit=off");
    settings.put("datasources.larkspur.username", world.database().user());
    settings.put("datasources.larkspur.password", world.database().password());
    settings.put("larkspur.master-key", world.masterKey());
    settings.put("larkspur.admin-key", world.adminKey());
    return new Consents(world.sandbox(), ApplicationContext.run(Map.copyOf(settings)));
  }

  /** The instance that stores them. */
  ApplicationContext instance() {
    return instance;
  }

  /**
   * Stores the consents of so many new people.
   *
   * @param issued when they got their access tokens, which live for {@code life}
   * @param wanted whether their tokens were looked up since
   */
  List<SamplePerson> store(int count, Instant issued, Duration life, boolean wanted)
      throws InterruptedException, ExecutionException {
    var people = sandbox.addPeople(count);
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var all = people.stream().map(p -> threads.submit(() -> store(p, issued, life, wanted)));
      int stored = 0;
      for (var one : all.toList()) {
        one.get();
        if (++stored % TOLD_EACH == 0) {
          Progress.say(stored + " of " + count + " consents are stored");
        }
      }
    }
    return people;
  }

  private void store(SamplePerson consenting, Instant issued, Duration life, boolean wanted) {
    var person = new Person(new AppId(sandbox.appId()), new OpenId(consenting.openId()));
    var request = request(person);
    sessions.open(
        person, _ -> new Opening.Opened(new Requested(request, issued.plus(Duration.ofDays(1)))));
    var pair = pair(consenting.openId(), issued, life);
    sessions.advance(
        request.id(), _ -> new Decision.Award(new Granted(request, issued, pair.scopes()), pair));
    if (wanted) {
      grants.advance(person, g -> GrantFlow.decide(g, new LookedUp(), issued));
    }
  }

  private TokenPair pair(String openId, Instant issued, Duration life) {
    var minted = sandbox.mint(openId, SCOPES);
    return new TokenPair(
        new Secret(minted.accessToken()),
        issued,
        issued.plus(life),
        new RefreshToken(
            new Secret(minted.refreshToken().orElseThrow()), issued.plus(minted.refreshLife())),
        Scopes.of(SCOPES));
  }

  private static AuthRequest request(Person person) {
    var to = new CardAddress(CardAddress.Kind.OPEN_ID, person.openId().value());
    return new AuthRequest(
        new AuthSessionId(UUID.randomUUID()),
        person,
        Method.WEBSOCKET_CARD,
        Scopes.of(SCOPES),
        new Nonce(UUID.randomUUID().toString()),
        new CardWish(to, CardWish.Detail.CONCISE, null, null),
        Occasion.REQUEST,
        AuthRequest.OURSELVES,
        Instant.now());
  }

  /** The sessions in which they were given are old and cleaned up, so that no card goes out. */
  static void forgetSessions(Sql database) throws SQLException {
    database.execute(
        "truncate larkspur.auth_session, larkspur.session_card, larkspur.consent_poll,"
            + " larkspur.audit");
  }

  @Override
  public void close() {
    instance.close();
  }
}
