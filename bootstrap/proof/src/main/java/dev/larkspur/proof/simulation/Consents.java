package dev.larkspur.proof.simulation;

import static dev.larkspur.proof.simulation.Scheduler.HOUR;
import static dev.larkspur.proof.simulation.Scheduler.SECOND;

import dev.larkspur.application.Entropy;
import dev.larkspur.application.authorization.AskingByCard;
import dev.larkspur.application.token.port.Apps;
import dev.larkspur.domain.authorization.AuthCommand;
import dev.larkspur.domain.authorization.AuthCommand.Approved;
import dev.larkspur.domain.authorization.AuthCommand.Click;
import dev.larkspur.domain.authorization.AuthCommand.LinkReady;
import dev.larkspur.domain.authorization.AuthCommand.Verified;
import dev.larkspur.domain.authorization.AuthFlow;
import dev.larkspur.domain.authorization.AuthSession.Requested;
import dev.larkspur.domain.authorization.CardAddress;
import dev.larkspur.domain.authorization.CardWish;
import dev.larkspur.domain.authorization.Claim;
import dev.larkspur.domain.authorization.Decision;
import dev.larkspur.domain.authorization.DeviceCode;
import dev.larkspur.domain.authorization.Method;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * People who consent. How a consent is obtained is not what is proved here: from the click to the
 * award it takes one step, in which nothing goes wrong.
 */
final class Consents {
  static final Duration PATIENCE = Duration.ofDays(1);
  static final Scopes DOCS = Scopes.of("docs:document:readonly");
  static final Scopes MORE = Scopes.of("docs:document:readonly", "calendar:calendar");

  private static final UUID SERVICE = new UUID(0, 1);

  private final World world;
  private final List<Apps.App> all;

  Consents(World world) {
    this.world = world;
    this.all = world.setup().apps().stream().map(id -> new Apps.App(id, id.value(), DOCS)).toList();
  }

  Apps apps() {
    return new Apps() {
      @Override
      public Optional<App> find(AppId id) {
        return all.stream().filter(app -> app.id().equals(id)).findFirst();
      }

      @Override
      public List<App> all() {
        return all;
      }
    };
  }

  /** A service asks, and the person consents at once. */
  void consent(Person person, Scopes scopes) {
    AskingByCard.of(
            apps(),
            world.store().sessions,
            world.store().grants,
            PATIENCE,
            new Entropy(world.dice().random()),
            world::instant)
        .handle(person, Method.WEBSOCKET_CARD, scopes, card(person), SERVICE);
    answer(person);
  }

  private static CardWish card(Person person) {
    var to = new CardAddress(CardAddress.Kind.OPEN_ID, person.openId().value());
    return new CardWish(to, CardWish.Detail.CONCISE, null, null);
  }

  /** The person was sent a card, and answers it some time, or never. */
  void mayAnswer(Person person) {
    world.say("platform", () -> "a card asks " + Setup.name(person) + " to consent anew");
    if (world.dice().chance(0.6)) {
      long when = world.scheduler().now() + world.dice().spread(10 * SECOND, 12 * HOUR);
      world.scheduler().at(when, () -> answer(person));
    }
  }

  /** Consents to whatever the open card asks for, if there is one and its time is not over. */
  private void answer(Person person) {
    if (world.store().sessions.findOpen(person).orElse(null) instanceof Requested session) {
      var now = world.instant();
      var claim = new Claim(SERVICE, "simulation", now.plusSeconds(15));
      take(session, new Click(person, session.request().nonce(), claim), now);
      take(session, new LinkReady(code(now), claim), now);
      boolean offline = world.dice().chance(0.95);
      var issued =
          world
              .platform()
              .consent(person, session.request().scopes(), offline, world.scheduler().now());
      take(session, new Approved(world.pair(issued, now), claim), now);
      if (take(session, new Verified(person), now) instanceof Decision.Award) {
        world.checks().turned(person);
        world.rounds().arm();
        world.say(
            "platform",
            () -> Setup.name(person) + " consents: " + Words.of(world.store().grant(person)));
      }
    }
  }

  private Decision take(Requested session, AuthCommand command, Instant now) {
    return world.store().sessions.advance(session.id(), s -> AuthFlow.decide(s, command, now));
  }

  private static DeviceCode code(Instant now) {
    var text = new Secret("made up");
    return new DeviceCode(text, text, Duration.ofSeconds(5), now.plusSeconds(600));
  }
}
