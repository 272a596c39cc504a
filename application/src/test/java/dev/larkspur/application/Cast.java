package dev.larkspur.application;

import dev.larkspur.application.token.port.Grants;
import dev.larkspur.domain.authorization.AuthCommand.Approved;
import dev.larkspur.domain.authorization.AuthCommand.Click;
import dev.larkspur.domain.authorization.AuthCommand.LinkReady;
import dev.larkspur.domain.authorization.AuthCommand.Verified;
import dev.larkspur.domain.authorization.AuthRequest;
import dev.larkspur.domain.authorization.AuthSession.Requested;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.CardAddress;
import dev.larkspur.domain.authorization.CardWish;
import dev.larkspur.domain.authorization.Claim;
import dev.larkspur.domain.authorization.DeviceCode;
import dev.larkspur.domain.authorization.Method;
import dev.larkspur.domain.authorization.Nonce;
import dev.larkspur.domain.authorization.Occasion;
import dev.larkspur.domain.authorization.Redirect;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.identity.PersonalDetail;
import dev.larkspur.domain.identity.Profile;
import dev.larkspur.domain.identity.Profile.Contact;
import dev.larkspur.domain.identity.Profile.Ids;
import dev.larkspur.domain.identity.Tenant;
import dev.larkspur.domain.token.Attempt;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.RefreshToken;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.Secret;
import dev.larkspur.domain.token.TokenPair;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** The people and things that tests are about. */
public final class Cast {
  public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  public static final AppId APP = new AppId("cli_a1b2c3d4e5f60718");
  public static final AppId OTHER_APP = new AppId("cli_ffffffffffffffff");
  public static final Person ANN = new Person(APP, new OpenId("ou_ann"));
  public static final Person BO = new Person(APP, new OpenId("ou_bo"));
  public static final Scopes DOCS = Scopes.of("docs:document:readonly", "offline_access");
  public static final UUID CALLER = UUID.fromString("00000000-0000-4000-8000-00000000ca11");
  public static final Duration PATIENCE = Duration.ofMinutes(10);
  public static final Duration ATTEMPT = Duration.ofMinutes(1);

  /** What an app that may know everything is told of the person. */
  public static Profile profile(Person person) {
    var id = person.openId().value();
    return new Profile(
        person,
        new Tenant("t1"),
        "安 " + id,
        "Ms " + id,
        new Ids("on_" + id, "user-" + id, new PersonalDetail("staff-" + id)),
        new Contact(
            new PersonalDetail("+86138" + id),
            new PersonalDetail(id + "@home.example"),
            new PersonalDetail(id + "@work.example")),
        URI.create("https://example.com/" + id));
  }

  /** What an app is told of the person that may know nothing in particular. */
  public static Profile barely(Person person) {
    var name = person.openId().value();
    return new Profile(person, new Tenant("t1"), name, null, Ids.NONE, Contact.NONE, null);
  }

  /** A request for the documents scope, asked at {@link #NOON}. */
  public static AuthRequest request(Person person) {
    return request(person, DOCS);
  }

  public static AuthRequest request(Person person, Scopes scopes) {
    var to = new CardAddress(CardAddress.Kind.OPEN_ID, person.openId().value());
    var wish =
        new CardWish(
            to,
            CardWish.Detail.DETAILED,
            "To summarise your documents",
            URI.create("https://example.com/privacy"));
    return new AuthRequest(
        new AuthSessionId(UUID.randomUUID()),
        person,
        Method.WEBSOCKET_CARD,
        scopes,
        new Nonce("nonce-" + UUID.randomUUID()),
        wish,
        Occasion.REQUEST,
        CALLER,
        NOON);
  }

  public static Requested requested(Person person) {
    return new Requested(request(person), NOON.plus(PATIENCE));
  }

  public static Claim claim(Instant until) {
    return new Claim(UUID.randomUUID(), "instance-1", until);
  }

  public static Click click(Requested session, Instant now) {
    return new Click(
        session.person(), session.request().nonce(), claim(now.plus(Duration.ofSeconds(15))));
  }

  /** A code made at {@code now}, polled every five seconds, good for ten minutes. */
  public static DeviceCode code(Instant now) {
    return new DeviceCode(
        new Secret("device-code-" + UUID.randomUUID()),
        new Secret("https://accounts.example.com/verify?user_code=" + UUID.randomUUID()),
        Duration.ofSeconds(5),
        now.plus(PATIENCE));
  }

  /** Begun at {@code now}; the browser is waited for ten minutes. */
  public static Redirect redirect(Instant now) {
    return new Redirect(
        new Secret("state-" + UUID.randomUUID() + "x"), // 43 characters, as long as they are
        new Secret("verifier-" + UUID.randomUUID()),
        new Secret("https://accounts.example.com/authorize?state=" + UUID.randomUUID()),
        now.plus(PATIENCE));
  }

  /** A pair received at {@code now}: two hours, and seven days to refresh it. */
  public static TokenPair pair(Instant now) {
    return new TokenPair(
        new Secret("eyJ-access-" + UUID.randomUUID()),
        now,
        now.plus(Duration.ofHours(2)),
        new RefreshToken(
            new Secret("eyJ-refresh-" + UUID.randomUUID()), now.plus(Duration.ofDays(7))),
        DOCS);
  }

  /** A pair received at {@code now}: two hours, and no refresh token. */
  public static TokenPair unrefreshable(Instant now) {
    var full = pair(now);
    return new TokenPair(full.access(), now, full.expiresAt(), null, full.scopes());
  }

  public static LinkReady linkReady(Claim claim, Instant now) {
    return new LinkReady(code(now), claim);
  }

  public static Approved approved(Instant now) {
    return new Approved(pair(now), claim(now.plus(Duration.ofSeconds(15))));
  }

  public static Verified verified(Person owner) {
    return new Verified(owner);
  }

  /** Begun at {@code now}; its answer is waited for a minute. */
  public static Attempt attempt(Instant now) {
    return new Attempt(UUID.randomUUID(), 0, "instance-1", now, now.plus(ATTEMPT));
  }

  /** The person's grant, which is there and has a pair. */
  public static Held held(Grants grants, Person person) {
    return (Held) grants.find(person).orElseThrow();
  }

  private Cast() {}
}
