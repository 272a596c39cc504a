package dev.larkspur.application.authorization.port;

import dev.larkspur.application.Cast;
import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.application.token.port.TokenRevocation;
import dev.larkspur.domain.authorization.AuthSession.Preparing;
import dev.larkspur.domain.authorization.DeviceCode;
import dev.larkspur.domain.authorization.FailureReason;
import dev.larkspur.domain.authorization.Method;
import dev.larkspur.domain.authorization.Redirect;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.domain.token.Secret;
import dev.larkspur.domain.token.TokenPair;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A platform in memory: gives links, lets people consent, tells whose a token is. What is put into
 * {@link #next} happens instead of the next call.
 */
public final class InMemoryPlatform
    implements ConsentRequests, TokenEndpoint, CodeExchange, TokenRevocation, People {
  /** Answers that come before the ordinary ones, or exceptions to throw. */
  public final Deque<Object> next = new ArrayDeque<>();

  public final List<DeviceCode> codes = new ArrayList<>();
  public final List<TokenPair> revoked = new ArrayList<>();
  public final List<Redirect> redirects = new ArrayList<>();
  public final List<Secret> exchanged = new ArrayList<>();
  public int polls;

  private final Map<DeviceCode, Redeemed> answers = new HashMap<>();
  private final Map<Secret, TokenPair> pairs = new HashMap<>();
  private final Map<Secret, Person> owners = new HashMap<>();
  private final InstantSource clock;

  public InMemoryPlatform(InstantSource clock) {
    this.clock = clock;
  }

  /** {@code who} approves the newest code. */
  public TokenPair approve(Person who) {
    var pair = Cast.pair(clock.instant());
    owners.put(pair.access(), who);
    answers.put(codes.getLast(), new Redeemed.Approved(pair));
    return pair;
  }

  /** {@code who} consents behind the newest link; the browser brings this code. */
  public Secret consent(Person who) {
    var code = new Secret("code-" + UUID.randomUUID());
    var pair = Cast.pair(clock.instant());
    owners.put(pair.access(), who);
    pairs.put(code, pair);
    return code;
  }

  /** The newest code is answered so from now on. */
  public void answer(Redeemed answer) {
    answers.put(codes.getLast(), answer);
  }

  public static PlatformUnavailable unavailable(Duration wait) {
    return new PlatformUnavailable("asking the platform", wait);
  }

  @Override
  public Begun begin(Preparing session) {
    var it = next.poll();
    if (it != null) {
      return (Begun) orThrow(it);
    }
    if (session.request().method() == Method.OAUTH) {
      redirects.add(Cast.redirect(clock.instant()));
      return new Begun.Ready(redirects.getLast());
    }
    codes.add(Cast.code(clock.instant()));
    return new Begun.Ready(codes.getLast());
  }

  @Override
  public Redeemed redeem(AppId app, DeviceCode code) {
    polls++;
    var it = next.poll();
    if (it != null) {
      return (Redeemed) orThrow(it);
    }
    return answers.getOrDefault(code, new Redeemed.Pending());
  }

  @Override
  public Exchanged exchange(AppId app, Secret code, @Nullable Redirect redirect) {
    exchanged.add(code);
    var it = next.poll();
    if (it != null) {
      return (Exchanged) orThrow(it);
    }
    boolean isKnown = redirect == null || redirects.contains(redirect);
    var pair = isKnown ? pairs.remove(code) : null; // good for once
    return pair == null
        ? new Exchanged.Rejected(
            FailureReason.CODE_SPENT, new PlatformError("20065", "code used", "log-1"))
        : new Exchanged.Approved(pair);
  }

  @Override
  public void revoke(AppId app, TokenPair pair) {
    var it = next.poll();
    if (it != null) {
      orThrow(it);
    }
    revoked.add(pair);
  }

  @Override
  public Identified identify(AppId app, Secret accessToken) {
    var it = next.poll();
    if (it != null) {
      return (Identified) orThrow(it);
    }
    var owner = owners.get(accessToken);
    return owner == null
        ? new Identified.Rejected(new PlatformError("99991668", "unknown token", "log-1"))
        : new Identified.Owner(Cast.profile(owner));
  }

  private static Object orThrow(Object answer) {
    if (answer instanceof RuntimeException e) {
      throw e;
    }
    return answer;
  }
}
