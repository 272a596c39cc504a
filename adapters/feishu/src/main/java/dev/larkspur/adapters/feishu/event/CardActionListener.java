package dev.larkspur.adapters.feishu.event;

import com.google.gson.JsonObject;
import dev.larkspur.adapters.feishu.FeishuApp;
import dev.larkspur.adapters.feishu.card.CallbackTokens;
import dev.larkspur.adapters.feishu.event.Incoming.DeadPress;
import dev.larkspur.adapters.feishu.event.Incoming.Press;
import dev.larkspur.adapters.feishu.event.Incoming.Pressed;
import dev.larkspur.adapters.feishu.event.Incoming.SomethingElse;
import dev.larkspur.adapters.feishu.subscribe.Subscriptions;
import dev.larkspur.application.authorization.HandleClick;
import dev.larkspur.application.authorization.HandleDecline;
import dev.larkspur.application.authorization.HandleRevoke;
import dev.larkspur.application.authorization.port.ShownCards;
import dev.larkspur.domain.authorization.Decision;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An event of the platform's becomes a call of a use case, and its outcome an answer in time. */
@Singleton
public final class CardActionListener {
  /**
   * What goes back.
   *
   * @param answer null: only that it arrived
   * @param press what it answers; null if nothing of ours was pressed
   * @param done false: the platform should deliver it again
   */
  record Reply(@Nullable Answer answer, @Nullable Pressed press, boolean done) {}

  private static final Logger LOG = LoggerFactory.getLogger(CardActionListener.class);

  /*
   * A press that comes twice while it is being handled waits for the same outcome: whichever answer
   * the platform takes then shows the card, and none of them a mere toast.
   */
  private final Map<Press, FutureTask<Decision>> handling = new ConcurrentHashMap<>();

  private final HandleClick click;
  private final HandleDecline decline;
  private final HandleRevoke revoke;
  private final ShownCards shown;
  private final CallbackTokens callbacks;
  private final LongConnectionProperties settings;
  private final Subscriptions others;

  CardActionListener(
      HandleClick click,
      HandleDecline decline,
      HandleRevoke revoke,
      ShownCards shown,
      CallbackTokens callbacks,
      Subscriptions others,
      LongConnectionProperties settings) {
    this.click = click;
    this.decline = decline;
    this.revoke = revoke;
    this.shown = shown;
    this.callbacks = callbacks;
    this.settings = settings;
    this.others = others;
  }

  /** Answers within {@code patience}; what takes longer goes on, and the card is changed later. */
  Reply on(FeishuApp app, byte[] event, Duration patience) throws InterruptedException {
    return switch (new PressReader(app).read(event)) {
      case SomethingElse() -> new Reply(null, null, others.hand(app, event, patience));
      case DeadPress(var answer, var why) -> {
        LOG.info("app={} ignored a press {}", app.id(), why);
        yield new Reply(answer, null, true);
      }
      case Pressed pressed -> new Reply(answer(app, pressed.press(), patience), pressed, true);
    };
  }

  /**
   * The answer, in time, to an event that came another way. Whether it arrives is not known there,
   * so the card is changed once more afterwards.
   *
   * @return empty: the platform should deliver it again
   */
  public Optional<JsonObject> answer(FeishuApp app, byte[] event) throws InterruptedException {
    var reply = on(app, event, settings.answerWithin());
    if (!reply.done()) {
      return Optional.empty();
    }
    return Optional.of(reply.answer() == null ? new JsonObject() : reply.answer().json(app));
  }

  private Answer answer(FeishuApp app, Press press, Duration patience) throws InterruptedException {
    try {
      var task = handling.computeIfAbsent(press, this::started);
      return Answer.of(task.get(patience.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      LOG.info("app={} session={} a press takes longer", app.id(), press.session());
      return Answer.of(Toast.BEING_PREPARED);
    } catch (ExecutionException e) {
      LOG.error("app={} session={} a press failed", app.id(), press.session(), e.getCause());
      return Answer.of(Toast.TRY_AGAIN);
    }
  }

  private FutureTask<Decision> started(Press press) {
    var task = new FutureTask<>(() -> handle(press));
    Thread.ofVirtual().name("feishu-press-" + press.session()).start(task);
    return task;
  }

  private Decision handle(Press press) {
    try {
      return switch (press.act()) {
        case AUTHORIZE ->
            press.code() == null
                ? click.handle(press.session(), press.by(), press.nonce())
                : click.handle(press.session(), press.by(), press.nonce(), press.code());
        case DECLINE -> decline.handle(press.session(), press.by(), press.nonce());
        case REVOKE -> revoke.handle(press.session(), press.by(), press.nonce());
      };
    } finally {
      handling.remove(press);
    }
  }

  /** How many presses are being handled. */
  int underWay() {
    return handling.size();
  }

  /**
   * The reply is out: if there was a card in it, nobody needs to change the card again; and from
   * now on the platform takes the token of the press.
   *
   * @param inTime false: the platform may have stopped waiting for it
   */
  void sent(Reply reply, boolean inTime) {
    if (reply.press() == null || reply.press().press().message() == null) {
      return;
    }
    var message = reply.press().press().message();
    if (reply.press().callback() != null) {
      callbacks.keep(message, reply.press().callback());
    }
    if (inTime && reply.answer() != null && reply.answer().shown() != null) {
      shown.shown(reply.answer().shown(), message);
    }
  }
}
