package dev.larkspur.proof.simulation;

import static dev.larkspur.proof.simulation.Scheduler.SECOND;

import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.application.token.port.TokenRefresh;
import dev.larkspur.application.token.port.TokenRevocation;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.token.Ending;
import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.domain.token.RefreshToken;
import dev.larkspur.domain.token.TokenPair;
import dev.larkspur.proof.simulation.PlatformModel.Issued;
import dev.larkspur.proof.simulation.PlatformModel.Reply;
import java.time.Duration;
import java.util.function.Supplier;

/** What stands for the adapter in an instance: calls, waits up to 30 seconds, translates. */
final class SimulatedFeishu implements TokenRefresh, TokenRevocation {
  private static final long TIMEOUT = 30 * SECOND;
  private static final Reply NONE = new Reply(Network.SILENCE, null);

  private final World world;
  private final Life life;
  private final Gate gate;

  SimulatedFeishu(World world, Life life, Gate gate) {
    this.world = world;
    this.life = life;
    this.gate = gate;
  }

  @Override
  public Answer present(AppId app, RefreshToken token) {
    gate.step();
    var text = token.value().reveal();
    gate.say(() -> "presents " + text);
    var presentation = world.checks().ledger().presents(text);
    var answer = answer(app, text);
    gate.say(() -> "hears " + words(answer));
    world.checks().ledger().answered(presentation, answer, world.scheduler().current());
    return answer;
  }

  private Answer answer(AppId app, String token) {
    if (world.dice().strikes(Fault.CONNECTION_REFUSED)) {
      return turnedAway(Reason.NOT_SENT, 0);
    }
    var reply = reply(token, () -> world.platform().trade(app, token, world.scheduler().now()));
    var issued = reply.issued();
    if (issued != null) {
      return new Answer.Next(pair(issued));
    }
    return switch (reply.code()) {
      case 20026 -> refused(Ending.INVALID, reply);
      case 20037 -> refused(Ending.EXPIRED, reply);
      case 20064 -> refused(Ending.REVOKED_AT_PLATFORM, reply);
      case 20073 -> refused(Ending.ALREADY_USED, reply);
      case 20072 -> turnedAway(Reason.UNAVAILABLE, 0);
      case 21000 -> turnedAway(Reason.POLICY, 60);
      case 20074 -> new Answer.Misconfigured(error(reply));
      case 99991400 -> turnedAway(Reason.LIMITED, world.dice().between(1, 60));
      default -> new Answer.Unknown(error(reply));
    };
  }

  @Override
  public void revoke(AppId app, TokenPair pair) {
    gate.step();
    var access = pair.access().reveal();
    var reply =
        world.dice().strikes(Fault.CONNECTION_REFUSED)
            ? NONE
            : reply(
                "the revocation of " + access,
                () -> {
                  world.platform().revoke(access);
                  return new Reply(0, null);
                });
    gate.step();
    if (reply.code() != 0) {
      throw new PlatformUnavailable("revoking " + access, Duration.ZERO);
    }
  }

  /** An answer that has come when we look is taken, or the timeout was quicker to say so. */
  private Reply reply(String what, Supplier<Reply> work) {
    long deadline = world.scheduler().now() + TIMEOUT;
    var call = world.network().send(what, work);
    world.scheduler().await(call::isAnswered, TIMEOUT);
    var reply = call.reply();
    boolean late = call.answeredAt() > deadline;
    return reply == null || (late && world.dice().chance(0.5)) ? NONE : reply;
  }

  private TokenPair pair(Issued issued) {
    return world.pair(issued, life.instant());
  }

  private static Answer refused(Ending why, Reply reply) {
    return new Answer.Refused(why, error(reply));
  }

  private static Answer turnedAway(Reason reason, long seconds) {
    return new Answer.TurnedAway(
        reason, Duration.ofSeconds(seconds), new PlatformError(reason.name(), null, null));
  }

  private static PlatformError error(Reply reply) {
    var code =
        switch (reply.code()) {
          case Network.RESET -> "the connection broke";
          case Network.GARBLED -> "the answer is none of the platform's";
          case Network.SILENCE -> "no answer in time";
          default -> String.valueOf(reply.code());
        };
    return new PlatformError(code, null, null);
  }

  private static String words(Answer answer) {
    return switch (answer) {
      case Answer.Next(var pair) -> Words.of(pair);
      case Answer.TurnedAway t -> "that it is turned away unread: " + t.reason();
      case Answer.Refused r -> "that it is refused: " + r.why();
      case Answer.Misconfigured m -> "that the app's settings are wrong: " + m.error().code();
      case Answer.Unknown u -> "nothing it can trust: " + u.error().code();
    };
  }
}
