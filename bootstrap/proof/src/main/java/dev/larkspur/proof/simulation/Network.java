package dev.larkspur.proof.simulation;

import static dev.larkspur.proof.simulation.Scheduler.MILLI;
import static dev.larkspur.proof.simulation.Scheduler.MINUTE;
import static dev.larkspur.proof.simulation.Scheduler.NEVER;
import static dev.larkspur.proof.simulation.Scheduler.SECOND;

import dev.larkspur.proof.simulation.PlatformModel.Reply;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Between the instances and the platform: loses, delays, doubles, breaks. */
final class Network {
  private static final int OVER_THE_LIMIT = 99991400;
  private static final int UNAVAILABLE = 20072;
  private static final int POLICY = 21000;
  private static final int MISCONFIGURED = 20074;
  private static final int INTERNAL_ERROR = 20050;

  /** No answers of the platform's, but what its callers have instead. */
  static final int RESET = -1;

  static final int GARBLED = -2;
  static final int SILENCE = -3;

  /** One request, and what its sender hears. */
  static final class Call {
    private @Nullable Reply reply;
    private long answeredAt = NEVER;

    boolean isAnswered() {
      return reply != null;
    }

    @Nullable Reply reply() {
      return reply;
    }

    long answeredAt() {
      return answeredAt;
    }
  }

  private final World world;

  Network(World world) {
    this.world = world;
  }

  /**
   * @param what for the trace
   * @param work what the platform does once it is there
   */
  Call send(String what, Supplier<Reply> work) {
    var dice = world.dice();
    var call = new Call();
    if (dice.strikes(Fault.RESET)) {
      answer(call, new Reply(RESET, null), dice.between(MILLI, SECOND));
    }
    if (dice.strikes(Fault.REQUEST_LOST)) {
      say(() -> what + " is lost on the way");
      return call;
    }
    long arrives = now() + delay(Fault.REQUEST_LATE);
    if (dice.strikes(Fault.REQUEST_TWICE)) {
      var unheard = new Call();
      boolean firstIsHeard = dice.chance(0.5);
      arrive(firstIsHeard ? call : unheard, what, work, arrives);
      arrive(
          firstIsHeard ? unheard : call, what + " again", work, now() + dice.spread(MILLI, MINUTE));
    } else {
      arrive(call, what, work, arrives);
    }
    return call;
  }

  private void arrive(Call call, String what, Supplier<Reply> work, long at) {
    world.scheduler().at(at, () -> receive(call, what, work));
  }

  private void receive(Call call, String what, Supplier<Reply> work) {
    var dice = world.dice();
    var reply = reply(work);
    say(() -> what + " arrives: " + words(reply));
    if (dice.strikes(Fault.ANSWER_LOST)) {
      say(() -> "the answer to " + what + " is lost");
    } else if (dice.strikes(Fault.GARBLED)) {
      answer(call, new Reply(GARBLED, null), delay(Fault.ANSWER_LATE));
    } else {
      answer(call, reply, delay(Fault.ANSWER_LATE));
    }
  }

  private Reply reply(Supplier<Reply> work) {
    var dice = world.dice();
    if (dice.strikes(Fault.TURNED_AWAY)) {
      return new Reply(dice.of(OVER_THE_LIMIT, UNAVAILABLE, POLICY, MISCONFIGURED), null);
    }
    if (dice.strikes(Fault.ERROR_BEFORE)) {
      return new Reply(INTERNAL_ERROR, null);
    }
    var reply = work.get();
    if (dice.strikes(Fault.ERROR_AFTER)) {
      say(() -> "it is carried out (" + words(reply) + "), and then fails");
      return new Reply(INTERNAL_ERROR, null);
    }
    return reply;
  }

  private void answer(Call call, Reply reply, long after) {
    world
        .scheduler()
        .at(
            now() + after,
            () -> {
              if (!call.isAnswered()) {
                call.reply = reply;
                call.answeredAt = now();
              }
            });
  }

  private long delay(Fault late) {
    var dice = world.dice();
    return dice.strikes(late)
        ? dice.spread(SECOND, 20 * MINUTE)
        : dice.between(5 * MILLI, 200 * MILLI);
  }

  static String words(Reply reply) {
    var issued = reply.issued();
    return issued == null
        ? String.valueOf(reply.code())
        : issued.access() + (issued.refresh() == null ? "" : " + " + issued.refresh());
  }

  private long now() {
    return world.scheduler().now();
  }

  private void say(Supplier<String> what) {
    world.say("platform", what);
  }
}
