package dev.larkspur.sandbox.world;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The knobs: how the platform misbehaves from now on. All off to begin with. */
public final class Faults {
  private static final String BOOTSTRAP = "/callback/ws/endpoint";

  /** How a handshake is refused. */
  public enum Refusal {
    FORBIDDEN,
    AUTH_FAILED,
    TOO_MANY_CONNECTIONS,
    BUSY
  }

  /** An answer in place of the real one. */
  public record Forged(int status, String body) {}

  private record ForgedAnswer(String path, AtomicInteger left, Forged answer) {}

  private record LostAnswer(String path, AtomicInteger left) {}

  /**
   * A handshake to refuse.
   *
   * @param httpStatus 0 is the usual one
   */
  public record Refused(Refusal how, int httpStatus) {}

  private record RefusedHandshake(AtomicInteger left, Refused refused) {}

  private final RefreshFaults refresh = new RefreshFaults();
  private final LineFaults line = new LineFaults();
  private final ConsentFaults consent = new ConsentFaults();
  private final List<ForgedAnswer> forged = new CopyOnWriteArrayList<>();
  private final List<LostAnswer> lost = new CopyOnWriteArrayList<>();
  private final List<RefusedHandshake> refused = new CopyOnWriteArrayList<>();
  private volatile String clickType = "event";
  private volatile int parts = 1;
  private volatile boolean partsOutOfOrder;
  private volatile boolean deliveredTwice;
  private volatile boolean pongsMuted;
  private volatile boolean refreshTokensWithheld;
  private volatile boolean revokingEndsTheFamily;

  /** What strikes refreshes only. */
  public RefreshFaults refresh() {
    return refresh;
  }

  /** What strikes lines that are open. */
  public LineFaults line() {
    return line;
  }

  /** What strikes people who are about to consent. */
  public ConsentFaults consent() {
    return consent;
  }

  /** Clicks arrive with this in the frame's type header: "event", or "card" as some have seen. */
  public void clicksArriveAs(String type) {
    clickType = type;
  }

  /** Every message is cut into so many frames. */
  public void cutMessages(int intoParts, boolean outOfOrder) {
    if (intoParts < 1) {
      throw new IllegalArgumentException("a message has at least one part");
    }
    parts = intoParts;
    partsOutOfOrder = outOfOrder;
  }

  public void deliverTwice(boolean on) {
    deliveredTwice = on;
  }

  /** The line looks alive, but nothing answers a ping. */
  public void mutePongs(boolean on) {
    pongsMuted = on;
  }

  public void refuseHandshakes(int times, Refusal how) {
    refuseHandshakes(times, how, 0);
  }

  /** With this HTTP status, which no client should look at; 0 is the usual one. */
  public void refuseHandshakes(int times, Refusal how, int httpStatus) {
    if (httpStatus != 0 && (httpStatus < 200 || httpStatus > 599)) {
      throw new IllegalArgumentException("a refusal has an HTTP status from 200 to 599");
    }
    refused.add(new RefusedHandshake(new AtomicInteger(times), new Refused(how, httpStatus)));
  }

  /** Requests to {@code path} get this answer instead of being carried out. */
  public void answer(String path, int times, int status, String body) {
    forged.add(new ForgedAnswer(path, new AtomicInteger(times), new Forged(status, body)));
  }

  /** Requests to {@code path} are carried out, but the line drops before the answer is sent. */
  public void loseAnswers(String path, int times) {
    lost.add(new LostAnswer(path, new AtomicInteger(times)));
  }

  public void bootstrapBusy(int times) {
    bootstrapAnswers(times, 1);
  }

  public void bootstrapInternalError(int times) {
    bootstrapAnswers(times, 1000040343);
  }

  /** The bootstrap is refused with this code: 514, 403, 1000040350, or any. */
  public void bootstrapAnswers(int times, long code) {
    var message =
        switch ((int) code) {
          case 1 -> "system busy";
          case 403 -> "forbidden";
          case 514 -> "auth failed";
          case 1000040343 -> "internal error";
          case 1000040350 -> "exceed connection limit";
          default -> "refused";
        };
    answer(BOOTSTRAP, times, 200, "{\"code\":%d,\"msg\":\"%s\"}".formatted(code, message));
  }

  public void bootstrapHttpError(int times, int status) {
    answer(BOOTSTRAP, times, status, "");
  }

  /** No refresh token comes back, whatever was asked for. */
  public void withholdRefreshTokens(boolean on) {
    refreshTokensWithheld = on;
  }

  /** Revoking one token of a consent revokes all; off by default, because nobody documents it. */
  public void revokingEndsTheFamily(boolean on) {
    revokingEndsTheFamily = on;
  }

  /** All knobs back to off. */
  public void reset() {
    refresh.reset();
    line.reset();
    consent.reset();
    forged.clear();
    lost.clear();
    refused.clear();
    clickType = "event";
    cutMessages(1, false);
    deliveredTwice = false;
    pongsMuted = false;
    refreshTokensWithheld = false;
    revokingEndsTheFamily = false;
  }

  public String clickType() {
    return clickType;
  }

  public int parts() {
    return parts;
  }

  public boolean partsOutOfOrder() {
    return partsOutOfOrder;
  }

  public boolean deliveredTwice() {
    return deliveredTwice;
  }

  public boolean pongsMuted() {
    return pongsMuted;
  }

  public boolean refreshTokensWithheld() {
    return refreshTokensWithheld;
  }

  public boolean revokingEndsFamily() {
    return revokingEndsTheFamily;
  }

  /** Uses up one forged answer for this path, if there is one. */
  public Optional<Forged> takeAnswer(String path) {
    return forged.stream()
        .filter(fault -> fault.path().equals(path) && takeOne(fault.left()))
        .findFirst()
        .map(ForgedAnswer::answer);
  }

  /** Uses up one lost answer for this path, if there is one. */
  public boolean takeLoss(String path) {
    return lost.stream().anyMatch(fault -> fault.path().equals(path) && takeOne(fault.left()));
  }

  /** Uses up one refused handshake, if there is one. */
  public Optional<Refused> takeRefusal() {
    return refused.stream()
        .filter(fault -> takeOne(fault.left()))
        .findFirst()
        .map(RefusedHandshake::refused);
  }

  private static boolean takeOne(AtomicInteger left) {
    return left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
  }
}
