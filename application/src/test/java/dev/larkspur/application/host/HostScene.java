package dev.larkspur.application.host;

import static dev.larkspur.application.Cast.APP;
import static dev.larkspur.application.Cast.ATTEMPT;
import static dev.larkspur.application.Cast.DOCS;
import static dev.larkspur.application.Cast.PATIENCE;

import dev.larkspur.application.Cast;
import dev.larkspur.application.Consented;
import dev.larkspur.application.Entropy;
import dev.larkspur.application.HandPause;
import dev.larkspur.application.InMemoryStores;
import dev.larkspur.application.Insistence;
import dev.larkspur.application.MutableClock;
import dev.larkspur.application.Stores;
import dev.larkspur.application.authorization.AdmitRequests;
import dev.larkspur.application.authorization.Claims;
import dev.larkspur.application.authorization.FreshSessions;
import dev.larkspur.application.authorization.PrepareConsent;
import dev.larkspur.application.authorization.RequestAuthorization;
import dev.larkspur.application.authorization.Ways;
import dev.larkspur.application.authorization.Ways.WhenDegraded;
import dev.larkspur.application.authorization.port.InMemoryPlatform;
import dev.larkspur.application.connection.Reception;
import dev.larkspur.application.memory.Hearing;
import dev.larkspur.application.memory.Memories;
import dev.larkspur.application.token.Attempts;
import dev.larkspur.application.token.LeaseToken;
import dev.larkspur.application.token.Lender;
import dev.larkspur.application.token.PresentToken;
import dev.larkspur.application.token.ReadLendable;
import dev.larkspur.application.token.RefreshNow;
import dev.larkspur.application.token.ReleaseLedger;
import dev.larkspur.application.token.Remembered;
import dev.larkspur.application.token.RenewGrant;
import dev.larkspur.application.token.port.Apps;
import dev.larkspur.application.token.port.InMemoryTokenRefresh;
import dev.larkspur.application.token.port.InMemoryTokenReleases;
import dev.larkspur.application.token.port.TokenMemory;
import dev.larkspur.domain.authorization.Method;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.TokenPair;
import dev.larkspur.domain.token.TokenPolicy;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** An application that has people's tokens, on ports in memory, at noon. */
public final class HostScene {
  static final int REQUESTS_A_MINUTE = 3;

  public final MutableClock clock = new MutableClock(Cast.NOON);
  public final Stores stores = InMemoryStores.at(clock);
  public final InMemoryTokenRefresh refreshes = new InMemoryTokenRefresh(clock);
  public final Apps apps = only(new Apps.App(APP, "demo", DOCS));
  public final UserTokens tokens;

  /** Deaf, so that nothing is remembered. */
  final Hearing hearing = new Hearing(() -> 0);

  final InMemoryTokenReleases releases = (InMemoryTokenReleases) stores.releases();
  final ReleaseLedger ledger = new ReleaseLedger(releases);

  /**
   * @param usual the way to a token
   * @param offered also to be had
   */
  HostScene(Method usual, EnumSet<Method> offered) {
    var entropy = new Entropy(new Random(42));
    var pause = new HandPause(clock);
    var present =
        new PresentToken(
            stores.grants(),
            refreshes,
            stores.budget(),
            _ -> {},
            new Insistence(3, Duration.ofSeconds(1), _ -> {}),
            32,
            clock);
    var renew =
        new RenewGrant(
            stores.grants(),
            stores.budget(),
            present,
            new Attempts("one", ATTEMPT, entropy, clock),
            Runnable::run,
            Duration.ofSeconds(20),
            pause);
    var lender = new Lender(stores.grants(), ledger, clock);
    var read = new ReadLendable(stores.grants(), TokenMemory.none(), hearing, clock);
    var memory =
        Memories.memory((Person person) -> read.handle(person).map(Remembered::new), hearing);
    hearing.onGrant(memory::forget);
    var claims = new Claims("one", Duration.ofSeconds(15), entropy, clock);
    var ways =
        new Ways(usual, WhenDegraded.WAIT, _ -> offered, new Reception(stores.slots(), clock));
    var request =
        new RequestAuthorization(
            apps,
            new AdmitRequests(stores.limits(), REQUESTS_A_MINUTE, 4, clock),
            stores.sessions(),
            new FreshSessions(stores.grants(), ways, PATIENCE, entropy, claims),
            new PrepareConsent(stores.sessions(), new InMemoryPlatform(clock), () -> {}, clock),
            () -> {},
            clock);
    tokens =
        new UserTokens(
            new LeaseToken(stores.grants(), memory, renew, lender, TokenPolicy.STANDARD, clock),
            new RefreshNow(stores.grants(), renew, lender, clock),
            request,
            stores.sessions(),
            clock);
  }

  public HostScene() {
    this(Method.WEBSOCKET_CARD, EnumSet.allOf(Method.class));
  }

  private static Apps only(Apps.App app) {
    return new Apps() {
      @Override
      public Optional<App> find(AppId id) {
        return id.equals(app.id()) ? Optional.of(app) : Optional.empty();
      }

      @Override
      public List<App> all() {
        return List.of(app);
      }
    };
  }

  /** The person consented, and their token is not so young any more that it is not replaced. */
  public Held consented(Person person) {
    var grant = consentedNow(person);
    clock.advance(UserTokens.UNRIPE);
    return grant;
  }

  /** As {@link #consented(Person)}, to these. */
  public Held consented(Person person, Scopes scopes) {
    var full = Cast.pair(clock.instant());
    var pair =
        new TokenPair(full.access(), full.issuedAt(), full.expiresAt(), full.refresh(), scopes);
    var grant = Consented.to(pair, person, stores, clock.instant());
    clock.advance(UserTokens.UNRIPE);
    return grant;
  }

  /** The person consents now. */
  public Held consentedNow(Person person) {
    return Consented.now(person, stores, clock.instant());
  }
}
