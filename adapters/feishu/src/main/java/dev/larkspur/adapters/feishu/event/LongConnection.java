package dev.larkspur.adapters.feishu.event;

import com.lark.oapi.ws.pb.Pbbp2.Frame;
import dev.larkspur.adapters.feishu.FeishuApp;
import dev.larkspur.domain.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one app connected to the platform.
 *
 * <p>One thread connects, pings and watches, and connects again; every event is answered on a
 * thread of its own.
 */
final class LongConnection implements FrameIntake.Sink {
  private record Was(ConnectionState state, Instant since, int failures) {}

  private static final Logger LOG = LoggerFactory.getLogger(LongConnection.class);

  private final FeishuApp app;
  private final CardActionListener listener;
  private final LongConnectionProperties settings;
  private final InstantSource clock;
  private final Backoff backoff;
  private final Jitter jitter = new Jitter(RandomGenerator.getDefault());
  private final ExecutorService answering = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final LongAdder ignored = new LongAdder();
  private volatile Duration interval;
  private volatile long disturbed = System.nanoTime();
  private volatile Was now;
  private volatile @Nullable Wire wire;

  LongConnection(
      FeishuApp app,
      CardActionListener listener,
      LongConnectionProperties settings,
      InstantSource clock) {
    this.app = app;
    this.listener = listener;
    this.settings = settings;
    this.clock = clock;
    this.backoff = new Backoff(settings.reconnectAfter(), settings.reconnectAtMost());
    this.interval = settings.pingAtMost();
    this.now = new Was(ConnectionState.CONNECTING, clock.instant(), 0);
  }

  FeishuApp app() {
    return app;
  }

  ConnectionStatus status() {
    var was = now;
    return new ConnectionStatus(was.state, was.since, was.failures, ignored.sum());
  }

  void start() {
    Thread.ofVirtual().name("feishu-connection-" + app.id()).start(this::keepConnected);
  }

  /** Finishes what is being answered, says goodbye, and does not come back. */
  void stop() {
    stopping.countDown();
    answering.shutdown();
    try {
      if (!answering.awaitTermination(settings.stopWithin().toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.warn("app={} stops with presses unanswered", app.id());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    var open = wire;
    if (open != null) {
      open.close();
    }
    become(ConnectionState.STOPPED, 0, "asked to");
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
      trouble(failures, String.valueOf(e.getMessage()));
      pause(e.isHopeless() ? backoff.longest() : backoff.after(failures - 1));
    } catch (RuntimeException e) {
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
    var intake = new FrameIntake(ignored, this);
    var opened = Wire.open(app.http().client(), endpoint, intake::message);
    wire = opened;
    if (isStopping()) {
      opened.close();
    } else {
      become(ConnectionState.CONNECTED, failures, "connected");
    }
    watch(opened, Frames.ping(endpoint.service()));
    wire = null;
    return opened.why();
  }

  private void watch(Wire opened, byte[] ping) throws InterruptedException {
    var pinged = System.nanoTime();
    opened.send(ping);
    for (boolean over = false; !over; ) {
      var heartbeat = new Heartbeat(interval, settings.pongGrace());
      if (!heartbeat.untilPing(since(pinged), opened.silence(), since(disturbed)).isPositive()) {
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
    disturbed = arrived;
    try {
      answering.execute(() -> answer(back, frame, event, arrived));
    } catch (RejectedExecutionException e) {
      LOG.debug("app={} an event came while stopping", app.id());
    }
  }

  @Override
  public void pingInterval(Duration wanted) {
    var most = settings.pingAtMost();
    interval = wanted.isPositive() && wanted.compareTo(most) < 0 ? wanted : most;
  }

  private void answer(Wire back, Frame frame, byte[] event, long arrived) {
    try {
      var reply = listener.on(app, event, settings.answerWithin().minus(since(arrived)));
      var answer = reply.answer();
      var json = answer == null ? null : answer.json(app);
      if (back.send(Frames.ack(frame, json, since(arrived)))) {
        listener.sent(reply);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("app={} an event was not answered", app.id(), e);
    }
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }

  private void trouble(int failures, String why) {
    if (!isStopping()) {
      become(
          failures < settings.degradedAfter()
              ? ConnectionState.RECONNECTING
              : ConnectionState.DEGRADED,
          failures,
          why);
    }
  }

  private void become(ConnectionState next, int failures, String why) {
    var was = now;
    now = new Was(next, was.state == next ? was.since : clock.instant(), failures);
    if (next == ConnectionState.CONNECTED || next == ConnectionState.STOPPED) {
      LOG.info("app={} connection={} was={}: {}", app.id(), next, was.state, why);
    } else {
      LOG.warn(
          "app={} connection={} was={} failures={}: {}", app.id(), next, was.state, failures, why);
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
