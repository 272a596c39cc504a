package dev.larkspur.sandbox.web;

import dev.larkspur.sandbox.world.Faults;
import dev.larkspur.sandbox.world.Journal;
import dev.larkspur.sandbox.world.SandboxClock;
import dev.larkspur.sandbox.world.Secrets;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.Serial;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Everything passes here: each request gets a log id and is written down; faults strike here. */
public final class Door {
  private static final String STARTED = "sandbox.started";

  private final SandboxClock clock;
  private final Secrets secrets;
  private final Journal journal;
  private final Faults faults;

  public Door(SandboxClock clock, Secrets secrets, Journal journal, Faults faults) {
    this.clock = clock;
    this.secrets = secrets;
    this.journal = journal;
    this.faults = faults;
  }

  public void hang(Javalin app) {
    app.before(this::enter);
    app.wsBeforeUpgrade(this::mark);
    app.after(this::leave);
    app.wsAfterUpgrade(ctx -> write(ctx, 101, ""));
    app.exception(HandshakeRefused.class, this::refuse);
    app.exception(ApiError.class, (error, ctx) -> Answers.refuse(ctx, error));
    app.exception(OAuthError.class, (error, ctx) -> Answers.refuse(ctx, error));
    app.exception(TooFast.class, this::refuse);
    app.exception(ForgedAnswer.class, (forged, ctx) -> forged.write(ctx));
  }

  private void enter(Context ctx) {
    mark(ctx);
    if (!isOurOwn(ctx)) {
      faults
          .takeAnswer(ctx.path())
          .ifPresent(
              answer -> {
                throw new ForgedAnswer(answer.status(), answer.body());
              });
    }
  }

  private void mark(Context ctx) {
    ctx.attribute(STARTED, System.nanoTime());
    ctx.header(Answers.LOG_ID, secrets.plainHex(34));
  }

  private void refuse(HandshakeRefused refused, Context ctx) {
    ctx.status(refused.status());
    write(ctx, refused.status(), "");
  }

  private void refuse(TooFast error, Context ctx) {
    journal.limited();
    Answers.refuse(ctx, error);
  }

  private void leave(Context ctx) {
    write(ctx, ctx.statusCode(), ctx.body());
    if (faults.takeLoss(ctx.path())) {
      Line.resetInstead(ctx);
    }
    Line.finish(ctx);
  }

  private void write(Context ctx, int status, String body) {
    Long started = ctx.attribute(STARTED);
    if (started == null || isOurOwn(ctx)) {
      return;
    }
    var query = ctx.queryString();
    var logId = ctx.res().getHeader(Answers.LOG_ID);
    journal.add(
        new Journal.Entry(
            clock.instant(),
            ctx.req().getMethod(),
            ctx.path(),
            query == null ? "" : query,
            headers(ctx),
            body,
            status,
            Duration.ofNanos(System.nanoTime() - started),
            logId == null ? "" : logId));
  }

  /** What the platform does not have is neither written down nor struck by faults. */
  private static boolean isOurOwn(Context ctx) {
    return ctx.path().equals("/sandbox") || ctx.path().startsWith("/sandbox/");
  }

  private static Map<String, String> headers(Context ctx) {
    var headers = new TreeMap<String, String>();
    ctx.headerMap().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    return Map.copyOf(headers);
  }

  private static final class ForgedAnswer extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;
    private final int status;
    private final String body;

    ForgedAnswer(int status, String body) {
      this.status = status;
      this.body = body;
    }

    void write(Context ctx) {
      ctx.status(status).contentType("application/json; charset=utf-8").result(body);
    }
  }
}
