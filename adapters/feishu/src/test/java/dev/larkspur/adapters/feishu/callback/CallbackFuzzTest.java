package dev.larkspur.adapters.feishu.callback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.adapters.feishu.Deployment;
import dev.larkspur.adapters.feishu.fuzz.ErrorLines;
import dev.larkspur.adapters.feishu.fuzz.Events;
import dev.larkspur.adapters.feishu.fuzz.Fuzz;
import dev.larkspur.adapters.feishu.fuzz.HostileJson;
import dev.larkspur.adapters.feishu.fuzz.LiveHeap;
import dev.larkspur.application.InMemoryStores;
import dev.larkspur.application.Stores;
import dev.larkspur.application.connection.port.InMemoryHandledEvents;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSession.AwaitingConsent;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.chat.ShownCard;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever is posted: from the bytes of a request to the use cases, with nothing left out but the
 * HTTP server. `./larkspur test --full` takes ten times as many.
 */
class CallbackFuzzTest {
  private static final String KEY = "an-encrypt-key-of-the-tests";

  /** Who made a body, and what they know. */
  private enum Kind {
    /** Anybody: no key, no signature that fits. */
    FOREIGN,
    /** Somebody who overheard a good request and changes it. */
    CHANGED,
    /** Somebody who overheard one, long ago. */
    STALE,
    /** Somebody who has the key, or the platform itself: what is in it makes no sense. */
    SEALED,
    /** The same without the seal. */
    SIGNED
  }

  private final Sandbox sandbox = Sandbox.start();
  private final Stores stores = InMemoryStores.at(sandbox.clock());
  private final Deployment deployment =
      Deployment.starting(sandbox, Map.of("larkspur.feishu.apps.main.encrypt-key", KEY), stores);
  private final CallbackController controller = deployment.get(CallbackController.class);
  private final Map<Kind, Integer> taken = new EnumMap<>(Kind.class);
  private final ErrorLines errors = new ErrorLines();

  @AfterEach
  void stop() {
    errors.close();
    deployment.close();
    sandbox.close();
  }

  @Test
  void whatever_is_posted_nothing_changes_nothing_escapes_and_nothing_is_kept() {
    sandbox.awaitConnections(1, Deployment.PATIENCE);
    var card = deployment.ask(deployment.person(0));
    var declined = deployment.ask(deployment.person(1));
    sandbox.click(declined.messageId(), sandbox.people().get(1).openId(), "decline");
    var company = new Events(sandbox, card, declined);
    var bodies = HostileJson.of(company.thatComeToNothing());
    var good = company.goodPress().toString().getBytes(UTF_8);
    var before = List.of(session(card), session(declined));
    Consumer<Random> round =
        random -> {
          round(random, bodies, good);
          assertThat(List.of(session(card), session(declined))).isEqualTo(before);
        };
    var all = Fuzz.asConfigured();

    LiveHeap.assertFlat(all, round);

    assertThat(taken.keySet()).as("what is ever listened to").containsExactly(Kind.SEALED);
    assertThat(taken.get(Kind.SEALED)).isGreaterThan(all.cases() / 10);
    assertThat(post(SealedPost.of(good, KEY, now(), new Random(1)))).isEqualTo(200);
    assertThat(session(card)).isInstanceOf(AwaitingConsent.class);
  }

  private void round(Random random, HostileJson bodies, byte[] good) {
    for (int i = 0; i < Fuzz.ROUND; i++) {
      var kind = Kind.values()[random.nextInt(Kind.values().length)];
      int status = post(made(kind, random, bodies, good));
      assertThat(status).as(kind.name()).isIn(200, 401, 503);
      if (status != 401) {
        taken.merge(kind, 1, Integer::sum);
      }
    }
    ((InMemoryHandledEvents) stores.events()).forgetAll();
    assertThat(errors.soFar()).as("lines of the log").isEmpty();
  }

  private SealedPost made(Kind kind, Random random, HostileJson bodies, byte[] good) {
    return switch (kind) {
      case FOREIGN -> foreign(random, bodies.next(random));
      case CHANGED -> changed(random, SealedPost.of(good, KEY, now(), random));
      case STALE -> SealedPost.of(good, KEY, stale(random), random);
      case SEALED -> SealedPost.of(bodies.next(random), KEY, now(), random);
      case SIGNED -> SealedPost.signed(bodies.next(random), KEY, now(), "nonce");
    };
  }

  private SealedPost foreign(Random random, byte[] body) {
    return switch (random.nextInt(3)) {
      case 0 -> new SealedPost(body, "", "", "");
      case 1 -> SealedPost.of(body, "another-key", now(), random);
      default -> SealedPost.of(body, "another-key", now(), random).withSignature("");
    };
  }

  /** One thing differs, for certain. */
  private static SealedPost changed(Random random, SealedPost good) {
    return switch (random.nextInt(4)) {
      case 0 -> good.withSignature("");
      case 1 -> good.withSignature(flipped(random, good.signature()));
      case 2 -> good.withNonce(flipped(random, good.nonce()));
      default -> {
        var other = HostileJson.mutated(random, good.body().clone());
        yield good.hasBody(other) ? good.withSignature("") : good.withBody(other);
      }
    };
  }

  private static String flipped(Random random, String text) {
    int at = random.nextInt(text.length());
    var other = text.charAt(at) == '0' ? '1' : '0';
    return text.substring(0, at) + other + text.substring(at + 1);
  }

  private Instant stale(Random random) {
    long seconds = CallbackReader.FRESH.toSeconds() + random.nextInt(1, 1_000_000);
    return now().plusSeconds(random.nextBoolean() ? seconds : -seconds);
  }

  private int post(SealedPost post) {
    try {
      return controller.receive(sandbox.appId(), post.headers(), post.body()).code();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Instant now() {
    return sandbox.clock().instant();
  }

  private AuthSession session(ShownCard card) {
    return deployment.session(card);
  }
}
