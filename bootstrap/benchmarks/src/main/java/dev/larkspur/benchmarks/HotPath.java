package dev.larkspur.benchmarks;

import dev.larkspur.adapters.rest.token.TokenJson;
import dev.larkspur.application.access.KeyHash;
import dev.larkspur.application.access.LimitCalls;
import dev.larkspur.application.access.RecogniseCaller;
import dev.larkspur.application.token.LeaseToken;
import dev.larkspur.application.token.UserToken;
import dev.larkspur.domain.access.Caller;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Scopes;
import io.micronaut.buffer.netty.NettyReadBufferFactory;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.io.buffer.ReadBufferFactory;
import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The pieces of a lookup that is answered from memory, each by itself, as an instance has wired
 * them: with a database and the feed of changes. Public for JMH.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HotPath {
  private static final ReadBufferFactory BUFFERS =
      NettyReadBufferFactory.of(ByteBufAllocator.DEFAULT);

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long MILLI = 1_000_000;

  /** What there is from {@link #begin} on. */
  private record Running(
      Stage stage,
      String key,
      Person person,
      Caller caller,
      RecogniseCaller recognise,
      LeaseToken lease,
      UserToken token,
      TokenJson json) {
    /** Without the key. */
    @Override
    public String toString() {
      return "Running[" + person + "]";
    }
  }

  private long nanos;
  private final LimitCalls limit = new LimitCalls(5_000, () -> nanos += MILLI);
  private @Nullable Running running;

  private Running running() {
    var now = running;
    if (now == null) {
      throw new IllegalStateException("begin() was not called");
    }
    return now;
  }

  /** A grant is stored, looked up and remembered. */
  @Setup
  public void begin() throws Exception {
    var stage = Stage.open();
    var world = World.begin(stage);
    var consents = stage.add(Consents.of(world, world.sql()));
    var stored = consents.store(1, Instant.now(), Duration.ofHours(2), true).getFirst();
    var person = new Person(new AppId(world.sandbox().appId()), new OpenId(stored.openId()));
    running = running(stage, world, consents.instance(), person);
  }

  private static Running running(
      Stage stage, World world, ApplicationContext instance, Person person) throws Exception {
    var recognise = instance.getBean(RecogniseCaller.class);
    var caller = recognise.handle(world.adminKey()).orElseThrow();
    var lease = instance.getBean(LeaseToken.class);
    long end = System.nanoTime() + PATIENCE.toNanos();
    var leased = lease.peek(caller.id(), person, Duration.ZERO, Scopes.NONE);
    while (leased == null) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("Not remembered after " + PATIENCE);
      }
      lease.handle(caller.id(), person, Duration.ZERO, Scopes.NONE);
      Thread.sleep(10);
      leased = lease.peek(caller.id(), person, Duration.ZERO, Scopes.NONE);
    }
    return new Running(
        stage,
        world.adminKey(),
        person,
        caller,
        recognise,
        lease,
        leased.token(),
        instance.getBean(TokenJson.class));
  }

  @TearDown
  public void end() {
    running().stage.close();
  }

  /** SHA-256 of a key. */
  @Benchmark
  public KeyHash hash() {
    return KeyHash.of(running().key);
  }

  /** Hash and comparison. */
  @Benchmark
  public @Nullable Caller recognise() {
    return running().recognise.peek(running().key);
  }

  /** Of calls that are allowed: a millisecond goes by between two. */
  @Benchmark
  public LimitCalls.Standing limit() {
    return limit.count(running().caller);
  }

  /**
   * Memory, policy, the note of the release. A minute after it was read a token is read again, as
   * in life.
   */
  @Benchmark
  public Object lease() {
    var now = running();
    var leased = now.lease.peek(now.caller.id(), now.person, Duration.ZERO, Scopes.NONE);
    return leased != null
        ? leased
        : now.lease.handle(now.caller.id(), now.person, Duration.ZERO, Scopes.NONE);
  }

  /** The answer's JSON. */
  @Benchmark
  public int write() {
    try (var answer = running().json.of(running().token, BUFFERS)) {
      return answer.readable();
    }
  }
}
