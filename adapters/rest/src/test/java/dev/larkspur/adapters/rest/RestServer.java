package dev.larkspur.adapters.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNullElse;

import dev.larkspur.application.Cast;
import dev.larkspur.application.Entropy;
import dev.larkspur.application.InMemoryStores;
import dev.larkspur.application.Insistence;
import dev.larkspur.application.MutableClock;
import dev.larkspur.application.Pause;
import dev.larkspur.application.Stores;
import dev.larkspur.application.access.IssueKey;
import dev.larkspur.application.access.KeyHash;
import dev.larkspur.application.access.KeyUseLedger;
import dev.larkspur.application.access.RecogniseCaller;
import dev.larkspur.application.access.RotateKey;
import dev.larkspur.application.access.VerifiedTokens;
import dev.larkspur.application.access.port.CallerKeys;
import dev.larkspur.application.access.port.CallerTokens;
import dev.larkspur.application.access.port.InMemoryKeyUses;
import dev.larkspur.application.access.port.KeyUses;
import dev.larkspur.application.authorization.AdmitRequests;
import dev.larkspur.application.authorization.AskingByCard;
import dev.larkspur.application.authorization.CancelAuthorization;
import dev.larkspur.application.authorization.Claims;
import dev.larkspur.application.authorization.FreshSessions;
import dev.larkspur.application.authorization.PrepareConsent;
import dev.larkspur.application.authorization.RequestAuthorization;
import dev.larkspur.application.authorization.RevokeGrant;
import dev.larkspur.application.authorization.WatchSession;
import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.application.authorization.port.Doorbell;
import dev.larkspur.application.authorization.port.InMemoryPlatform;
import dev.larkspur.application.authorization.port.ShownCards;
import dev.larkspur.application.authorization.port.Users;
import dev.larkspur.application.connection.port.ConnectionSlots;
import dev.larkspur.application.idempotency.port.AnsweredRequests;
import dev.larkspur.application.keys.port.DataKeyRing;
import dev.larkspur.application.keys.port.InMemoryDataKeyRing;
import dev.larkspur.application.memory.Hearing;
import dev.larkspur.application.memory.Horizon;
import dev.larkspur.application.memory.Memories;
import dev.larkspur.application.memory.Memory;
import dev.larkspur.application.token.Attempts;
import dev.larkspur.application.token.CarryRevocations;
import dev.larkspur.application.token.LeaseToken;
import dev.larkspur.application.token.Lender;
import dev.larkspur.application.token.PresentToken;
import dev.larkspur.application.token.ReadLendable;
import dev.larkspur.application.token.RefreshNow;
import dev.larkspur.application.token.ReleaseLedger;
import dev.larkspur.application.token.Remembered;
import dev.larkspur.application.token.RenewGrant;
import dev.larkspur.application.token.port.Apps;
import dev.larkspur.application.token.port.Apps.App;
import dev.larkspur.application.token.port.Grants;
import dev.larkspur.application.token.port.TokenMemory;
import dev.larkspur.domain.access.Caller;
import dev.larkspur.domain.access.Operation;
import dev.larkspur.domain.access.Reach;
import dev.larkspur.domain.authorization.AuthCommand;
import dev.larkspur.domain.authorization.AuthFlow;
import dev.larkspur.domain.authorization.AuthRequest;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSession.Requested;
import dev.larkspur.domain.authorization.AuthSession.Verifying;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.Opening;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.TokenPair;
import dev.larkspur.domain.token.TokenPolicy;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The adapter on a free port, with the real use cases on stores in memory. */
final class RestServer implements AutoCloseable {
  static final String ADMIN_KEY = "an-administrators-key-of-32-characters";

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private record OneApp(App app) implements Apps {
    @Override
    public Optional<App> find(AppId id) {
      return app.id().equals(id) ? Optional.of(app) : Optional.empty();
    }

    @Override
    public List<App> all() {
      return List.of(app);
    }
  }

  final MutableClock clock = new MutableClock(Cast.NOON);
  final Stores stores;
  final Refreshes platform = new Refreshes();
  final InMemoryDataKeyRing ring = new InMemoryDataKeyRing(clock);
  final ReleaseLedger ledger;
  final KeyUseLedger keyUses;
  private final KeyUses uses;
  final Hearing hearing = new Hearing();
  private final Hearing ofMemories = new Hearing(() -> 0);
  private final Apps apps;
  private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
  private final IssueKey issue;
  private final EmbeddedServer server;
  private final AtomicInteger people = new AtomicInteger();

  RestServer() {
    this(Map.of());
  }

  RestServer(Map<String, Object> settings) {
    this(settings, Cast.APP, null, null);
  }

  /** One that knows this app. */
  static RestServer knowing(AppId app) {
    return new RestServer(Map.of(), app, null, null);
  }

  /** One whose grants are out of order. */
  static RestServer with(Grants grants) {
    return new RestServer(Map.of(), Cast.APP, grants, null);
  }

  /** One whose keys are out of order. */
  static RestServer with(CallerKeys keys) {
    return new RestServer(Map.of("larkspur.rest.owns-server", "true"), Cast.APP, null, keys);
  }

  private RestServer(
      Map<String, Object> settings, AppId app, @Nullable Grants grants, @Nullable CallerKeys keys) {
    apps = new OneApp(new App(app, "test", Cast.DOCS));
    stores = InMemoryStores.at(clock);
    ledger = new ReleaseLedger(stores.releases());
    uses = new InMemoryKeyUses(stores.keys());
    keyUses = new KeyUseLedger(uses);
    issue = new IssueKey(stores.keys(), Entropy.secure(), clock);
    var all = new HashMap<String, Object>(settings);
    all.putIfAbsent("larkspur.enabled", "true");
    all.put("micronaut.server.port", "-1");
    all.put("micronaut.server.host", "127.0.0.1");
    var context = ApplicationContext.builder().properties(all).build();
    register(
        context,
        settings,
        requireNonNullElse(grants, stores.grants()),
        requireNonNullElse(keys, stores.keys()));
    server = context.start().getBean(EmbeddedServer.class).start();
  }

  private void register(
      ApplicationContext context, Map<String, Object> settings, Grants grants, CallerKeys keys) {
    Doorbell bell = () -> {};
    var sessions = stores.sessions();
    var entropy = Entropy.secure();
    context.registerSingleton(InstantSource.class, clock);
    if (!settings.containsKey("larkspur.callers.jwt.issuer")) {
      context.registerSingleton(CallerTokens.class, CallerTokens.none());
    }
    context.registerSingleton(Apps.class, apps);
    context.registerSingleton(AuthSessions.class, sessions);
    context.registerSingleton(ShownCards.class, stores.cards());
    context.registerSingleton(Grants.class, grants);
    context.registerSingleton(Users.class, stores.users());
    context.registerSingleton(ConnectionSlots.class, stores.slots());
    context.registerSingleton(CallerKeys.class, keys);
    context.registerSingleton(KeyUses.class, uses);
    context.registerSingleton(IssueKey.class, issue);
    context.registerSingleton(RotateKey.class, new RotateKey(keys, entropy, clock));
    context.registerSingleton(AnsweredRequests.class, stores.requests());
    registerTokens(context, grants);
    context.registerSingleton(DataKeyRing.class, ring);
    context.registerSingleton(
        RecogniseCaller.class,
        new RecogniseCaller(
            memory(keys::find),
            new VerifiedTokens(this::named, new ConcurrentHashMap<>(), clock),
            KeyHash.of(ADMIN_KEY),
            keyUses,
            clock));
    context.registerSingleton(RequestAuthorization.class, requestAuthorization(sessions, entropy));
    context.registerSingleton(
        WatchSession.class, new WatchSession(sessions, stores.cards(), hearing, background));
    context.registerSingleton(
        CancelAuthorization.class, new CancelAuthorization(sessions, bell, clock));
  }

  private RequestAuthorization requestAuthorization(AuthSessions sessions, Entropy entropy) {
    var claims = new Claims("test", Duration.ofSeconds(15), entropy, clock);
    var fresh =
        new FreshSessions(
            stores.grants(), AskingByCard.ways(clock), Cast.PATIENCE, entropy, claims);
    var prepare = new PrepareConsent(sessions, new InMemoryPlatform(clock), () -> {}, clock);
    var limit = new AdmitRequests(stores.limits(), 5, 4, clock);
    return new RequestAuthorization(apps, limit, sessions, fresh, prepare, () -> {}, clock);
  }

  private void registerTokens(ApplicationContext context, Grants grants) {
    var once = new Insistence(1, Duration.ZERO, _ -> {});
    var attempts = new Attempts("test", Duration.ofMinutes(1), Entropy.secure(), clock);
    var present = new PresentToken(grants, platform, stores.budget(), _ -> {}, once, 32, clock);
    var renew =
        new RenewGrant(
            grants,
            stores.budget(),
            present,
            attempts,
            Runnable::run,
            Duration.ofSeconds(1),
            Pause.real());
    var read = new ReadLendable(grants, TokenMemory.none(), hearing, clock);
    var lender = new Lender(grants, ledger, clock);
    var carry = new CarryRevocations(stores.revocations(), platform, Runnable::run, clock);
    context.registerSingleton(
        LeaseToken.class,
        new LeaseToken(
            grants,
            memory(person -> read.handle(person).map(Remembered::new)),
            renew,
            lender,
            TokenPolicy.STANDARD,
            clock));
    context.registerSingleton(RefreshNow.class, new RefreshNow(grants, renew, lender, clock));
    context.registerSingleton(
        RevokeGrant.class, new RevokeGrant(grants, carry, stores.sessions(), () -> {}, clock));
  }

  private <K, V> Memory<K, V> memory(Function<K, Optional<V>> store) {
    return Memories.memory(store, ofMemories);
  }

  /** From now on the tokens and keys that were found are remembered, whatever changes. */
  void remember() {
    ofMemories.begin(0, new Horizon("test", 1, 1));
  }

  /** Whom a token names, if the settings have an issuer. */
  private Optional<Caller> named(String token) {
    return bean(CallerTokens.class).find(token);
  }

  /** A person whom no other test knows. */
  Person somebody() {
    return new Person(Cast.APP, new OpenId("ou_" + people.incrementAndGet()));
  }

  static String path(Person person) {
    return "/v1/apps/" + person.app() + "/users/" + person.openId();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getPort() + path);
  }

  <T> T bean(Class<T> type) {
    return server.getApplicationContext().getBean(type);
  }

  int port() {
    return server.getPort();
  }

  /** A key for everything but administration. */
  String key() {
    return key(Reach.EVERYONE, EnumSet.allOf(Operation.class));
  }

  String key(Reach reach, Set<Operation> operations) {
    return issue
        .handle("test", reach, operations, null, null, Caller.FIRST_ADMINISTRATOR)
        .key()
        .reveal();
  }

  Caller caller(String key) {
    return stores.keys().find(KeyHash.of(key)).orElseThrow();
  }

  Answer get(String path, @Nullable String key) {
    return call("GET", path, key, null);
  }

  Answer post(String path, @Nullable String key, @Nullable String body) {
    return call("POST", path, key, body);
  }

  Answer delete(String path, @Nullable String key) {
    return call("DELETE", path, key, null);
  }

  /**
   * @param key null: none
   * @param body null: none
   */
  Answer call(String method, String path, @Nullable String key, @Nullable String body) {
    var request = HttpRequest.newBuilder(uri(path));
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (method.equals("GET") && body == null) {
      return send(request.GET()); // without a length, which others than this client do not send
    }
    return send(
        request.method(
            method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }

  Answer send(HttpRequest.Builder request) {
    try {
      return new Answer(
          HTTP.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an answer", e);
    }
  }

  /** All that comes back to what a well-behaved client cannot send, until the connection ends. */
  String raw(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  /** The person is asked. */
  Requested asked(Person person) {
    return asked(Cast.request(person));
  }

  Requested asked(AuthRequest request) {
    var session = new Requested(request, clock.instant().plus(Cast.PATIENCE));
    stores.sessions().open(request.person(), _ -> new Opening.Opened(session));
    return session;
  }

  /** The person consented, and whose token it is is being checked. */
  Verifying consented(Person person) {
    return consented(asked(person), Cast.DOCS);
  }

  private Verifying consented(Requested asked, Scopes scopes) {
    var now = clock.instant();
    var pair = Cast.pair(now);
    var wider = new TokenPair(pair.access(), now, pair.expiresAt(), pair.refresh(), scopes);
    var click = Cast.click(asked, now);
    advance(asked.id(), click);
    advance(asked.id(), Cast.linkReady(click.claim(), now));
    advance(asked.id(), new AuthCommand.Approved(wider, Cast.claim(now.plusSeconds(15))));
    return (Verifying) stores.sessions().find(asked.id()).orElseThrow();
  }

  /** The person consented and has a grant. */
  TokenPair granted(Person person) {
    var verifying = consented(person);
    advance(verifying.id(), Cast.verified(person));
    return verifying.pair();
  }

  /** So did who was asked this, to all of it. */
  void granted(AuthRequest request) {
    var verifying = consented(asked(request), request.scopes());
    advance(verifying.id(), Cast.verified(request.person()));
  }

  void advance(AuthSessionId id, AuthCommand command) {
    stores.sessions().advance(id, (AuthSession s) -> AuthFlow.decide(s, command, clock.instant()));
  }

  /** As {@link #advance}, and the change is heard of. */
  void advanceHeard(AuthSessionId id, AuthCommand command) {
    advance(id, command);
    hearing.sessionChanged(id);
  }

  @Override
  public void close() {
    server.getApplicationContext().close();
    background.close();
  }
}
