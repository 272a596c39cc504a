package dev.larkspur.application.keys.port;

import dev.larkspur.application.keys.port.KeyReport.Status;
import dev.larkspur.application.keys.port.Rotation.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A ring without keys: ids and numbers, which take the course that those of a real one take. */
public final class InMemoryDataKeyRing implements DataKeyRing {
  private static final long CIPHERTEXTS = 3;
  private static final Duration STAGE = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final List<KeyReport.Key> keys = new ArrayList<>();
  private @Nullable Rotation rotation;
  private Instant since;
  private boolean leftBehind;

  public InMemoryDataKeyRing(InstantSource clock) {
    this.clock = clock;
    this.since = clock.instant();
    keys.add(new KeyReport.Key(1, since, Status.PRIMARY, CIPHERTEXTS));
  }

  /** From now on some instance has not got the new master key. */
  public synchronized void leaveBehind() {
    leftBehind = true;
  }

  @Override
  public synchronized KeyReport report() {
    return new KeyReport(keys, rotation, new KeyReport.MasterKey(true, false, leftBehind));
  }

  @Override
  public synchronized List<SealedColumn> rehearse() {
    return List.of(
        new SealedColumn("grants", "access_token", CIPHERTEXTS),
        new SealedColumn("grants", "refresh_token", 0));
  }

  @Override
  public synchronized RotationStart start(UUID by) {
    if (leftBehind) {
      return new RotationStart.LeftBehind();
    }
    if (rotation != null && rotation.state() != State.DONE) {
      return new RotationStart.Running();
    }
    var now = clock.instant();
    long id = keys.getLast().id() + 1;
    keys.add(new KeyReport.Key(id, now, Status.NEW, 0));
    rotation = new Rotation(id, State.ADDING, now, null, List.of(), null);
    since = now;
    return new RotationStart.Started(rotation);
  }

  @Override
  public synchronized boolean advance() {
    var now = clock.instant();
    if (rotation == null || now.isBefore(since.plus(STAGE))) {
      return false;
    }
    since = now;
    rotation = next(rotation);
    return false;
  }

  private Rotation next(Rotation before) {
    return switch (before.state()) {
      case ADDING -> {
        become(Status.OLD, CIPHERTEXTS, Status.PRIMARY, 0);
        yield in(before, State.REENCRYPTING, 0, Duration.ofSeconds(1));
      }
      case REENCRYPTING -> {
        become(Status.OLD, 0, Status.PRIMARY, CIPHERTEXTS);
        yield in(before, State.RETIRING, CIPHERTEXTS, null);
      }
      case RETIRING -> {
        keys.removeFirst();
        yield in(before, State.DONE, CIPHERTEXTS, null);
      }
      case DONE -> before;
    };
  }

  private void become(Status first, long ofFirst, Status second, long ofSecond) {
    keys.set(0, new KeyReport.Key(keys.get(0).id(), keys.get(0).createdAt(), first, ofFirst));
    keys.set(1, new KeyReport.Key(keys.get(1).id(), keys.get(1).createdAt(), second, ofSecond));
  }

  private Rotation in(Rotation before, State state, long done, @Nullable Duration left) {
    return new Rotation(
        before.newKey(),
        state,
        before.startedAt(),
        state == State.DONE ? since : null,
        List.of(new Rotation.Table("grants", CIPHERTEXTS, done, 0)),
        left);
  }
}
