package dev.larkspur.adapters.feishu.event;

import com.lark.oapi.ws.pb.Pbbp2.Frame;
import dev.larkspur.adapters.feishu.FeishuApp;
import dev.larkspur.adapters.feishu.Remedy;
import dev.larkspur.adapters.feishu.event.CardActionListener.Reply;
import dev.larkspur.domain.Backoff;
import dev.larkspur.domain.connection.ConnectionState;
import dev.larkspur.domain.connection.ConnectionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one connection to the platform, for as long as it is wanted: connects, watches, and
 * connects again.
 *
 * <p>One thread does that; the connection's messages come on another, one at a time; each event is
 * answered on a thread of its own, so that a slow answer holds up neither pongs nor other presses.
 */
final class LongConnection implements FrameIntake.Sink {
  private static final Logger LOG = LoggerFactory.getLogger(LongConnection.class);

  private final FeishuApp app;
  private final CardActionListener listener;
  private final LongConnectionProperties settings;
  private final ConnectionReport report;
  private final ConnectionCounts counts;
  private final Backoff backoff;
  private final Jitter jitter = new Jitter(RandomGenerator.getDefault());
  private final Answering answering = new Answering();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final EventAges ages = new EventAges();
  private volatile boolean saidGoodbye;
  private volatile Duration interval;
  private volatile long disturbed = System.nanoTime();
  private volatile @Nullable Wire wire;

  LongConnection(
      FeishuApp app,
      CardActionListener listener,
      LongConnectionProperties settings,
      ConnectionReport report,
      ConnectionCounts counts) {
    this.app = app;
    this.listener = listener;
    this.settings = settings;
    this.report = report;
    this.counts = counts;
    this.backoff = new Backoff(settings.reconnectAfter(), settings.reconnectAtMost());
    this.interval = settings.pingAtMost();
  }

  ConnectionStatus status() {
    return report.now();
  }

  void start() {
    Thread.ofVirtual().name("feishu-connection-" + app.id()).start(this::keepConnected);
  }

  /**
   * Finishes what is being answered, says goodbye, and does not come back. Until the goodbye what
   * comes is answered like any other: the platform does not know yet that it should ask elsewhere.
   * After it nothing can be answered over this connection.
   */
  void stop() {
    stopping.countDown();
    try {
      answering.awaitNone(settings.stopWithin().minus(Wire.CLOSING));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    int unanswered = answering.underWay();
    if (unanswered > 0) {
      LOG.warn("app={} stops with {} presses unanswered", app.id(), unanswered);
    }
    saidGoodbye = true;
    var open = wire;
    if (open != null) {
      open.close();
    }
    report.become(ConnectionState.STOPPED, 0, "asked to");
  }

  private void keepConnected() {
    try {
      for (int failures = 0; !isStopping(); ) {
        failures = connectAndServe(failures);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns when it is time to connect again, with the number of failures in a row. */
  private int connectAndServe(int failedBefore) throws InterruptedException {
    int failures = failedBefore + 1;
    try {
      var began = System.nanoTime();
      var why = serve(Bootstrap.ask(app), failedBefore);
      if (System.nanoTime() - began >= settings.reconnectAtMost().toNanos()) {
        failures = 1; // it was good for a while: this is a new trouble
      }
      trouble(failures, why);
      pause(backoff.after(failures - 1));
    } catch (ConnectFailed e) {
      if (e.isHopeless()) {
        failures = Math.max(failures, settings.degradedAfter());
      }
      var said = e.said();
      if (said != null) {
        LOG.warn("app={} cannot connect: {}. {}", app.id(), said, Remedy.of(said));
      }
      trouble(failures, String.valueOf(e.getMessage()));
      pause(e.isHopeless() ? backoff.longest() : backoff.after(failures - 1));
    } catch (RuntimeException | Error e) {
      // whatever it is, an app must not stay deaf for it
      LOG.error("app={} the connection failed unexpectedly", app.id(), e);
      trouble(failures, "unexpectedly: " + e.getClass().getSimpleName());
      pause(backoff.after(failures - 1));
    }
    return failures;
  }

  /** Returns when the connection is over, and says why. */
  private String serve(Endpoint endpoint, int failures) throws ConnectFailed, InterruptedException {
    pingInterval(endpoint.pingInterval());
    var intake = new FrameIntake(counts.ignored(), this);
    var opened = Wire.open(app.http().client(), endpoint, intake::message);
    wire = opened;
    if (isStopping()) {
      opened.close();
    } else {
      report.become(ConnectionState.CONNECTED, failures, "connected");
    }
    watch(opened, Frames.ping(endpoint.service()));
    wire = null;
    return opened.why();
  }

  private void watch(Wire opened, byte[] ping) throws InterruptedException {
    var pinged = System.nanoTime();
    opened.send(ping);
    disturbed = System.nanoTime(); // as by a message: the end may come with the first pong
    for (boolean over = false; !over; ) {
      var heartbeat = new Heartbeat(interval, settings.pongGrace());
      if (!saidGoodbye
          && !heartbeat.untilPing(since(pinged), opened.silence(), since(disturbed)).isPositive()) {
        pinged = System.nanoTime();
        opened.send(ping);
      }
      if (heartbeat.isDead(opened.silence())) {
        opened.abort("silent for " + opened.silence());
      }
      over = opened.awaitClosed(heartbeat.tick());
    }
  }

  @Override
  public void event(Wire back, Frame frame, byte[] event) {
    var arrived = System.nanoTime();
    var at = Instant.now();
    disturbed = arrived;
    if (saidGoodbye) {
      counts.unanswered().increment(); // the person is told by the platform, and taps again
      LOG.warn("app={} an event came after the goodbye and cannot be answered", app.id());
    } else {
      answering.start(() -> answer(back, frame, event, arrived, at));
    }
  }

  @Override
  public void pingInterval(Duration wanted) {
    var most = settings.pingAtMost();
    interval = wanted.isPositive() && wanted.compareTo(most) < 0 ? wanted : most;
  }

  private void answer(Wire back, Frame frame, byte[] event, long arrived, Instant at) {
    boolean sent = false;
    try {
      var reply = listener.on(app, event, settings.answerWithin().minus(since(arrived)));
      sent = back.send(message(reply, frame, since(arrived)));
      if (sent) {
        listener.sent(reply, isInTime(reply, since(arrived), at));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("app={} an event was not answered", app.id(), e);
    }
    (sent ? counts.answered() : counts.unanswered()).increment();
  }

  /** An event that came late, since this machine or the network is busy, is answered too late. */
  private boolean isInTime(Reply reply, Duration took, Instant arrived) {
    var made = reply.press() == null ? null : reply.press().made();
    var age = made == null ? Duration.ZERO : ages.of(made, arrived);
    return age.plus(took).compareTo(settings.answerWithin()) <= 0;
  }

  private byte[] message(Reply reply, Frame frame, Duration took) {
    if (!reply.done()) {
      return Frames.again(frame, took);
    }
    var answer = reply.answer();
    return Frames.ack(frame, answer == null ? null : answer.json(app), took);
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }

  private void trouble(int failures, String why) {
    if (!isStopping()) {
      report.become(
          failures < settings.degradedAfter()
              ? ConnectionState.RECONNECTING
              : ConnectionState.DEGRADED,
          failures,
          why);
    }
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private void pause(Duration wait) throws InterruptedException {
    if (stopping.await(jitter.of(wait).toNanos(), TimeUnit.NANOSECONDS)) {
      LOG.debug("app={} does not connect again", app.id());
    }
  }
}
