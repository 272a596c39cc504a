package dev.larkspur.sandbox.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larkspur.sandbox.web.Answers;
import dev.larkspur.sandbox.web.Line;
import dev.larkspur.sandbox.web.OAuthError;
import dev.larkspur.sandbox.web.TooFast;
import dev.larkspur.sandbox.world.Console;
import dev.larkspur.sandbox.world.Json;
import dev.larkspur.sandbox.world.RateLimit;
import dev.larkspur.sandbox.world.RefreshFaults;
import dev.larkspur.sandbox.world.RefreshFaults.Fault;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Trades a refresh token for the next pair, unless a fault strikes. */
final class RefreshGrant implements Grant {
  private final UserTokens users;
  private final Console console;
  private final RefreshFaults faults;
  private final RateLimit limit;
  private final Map<String, LongAdder> byAnswer = new ConcurrentHashMap<>();

  RefreshGrant(UserTokens users, Console console, RefreshFaults faults, RateLimit limit) {
    this.users = users;
    this.console = console;
    this.faults = faults;
    this.limit = limit;
  }

  @Override
  public void handle(Context ctx, TokenRequest request) {
    try {
      request.required("refresh_token");
      if (!console.allowsRefreshing()) {
        throw refusal(request, RefreshRefusal.SWITCHED_OFF);
      }
      var fault = faults.take();
      if (fault.isPresent()) {
        strike(ctx, request, fault.get());
      } else {
        deliver(ctx, rotate(request));
      }
    } catch (OAuthError refused) {
      count(Integer.toString(refused.code()));
      throw refused;
    } catch (TooFast refused) {
      count("99991400");
      throw refused;
    }
  }

  SortedMap<String, Long> byAnswer() {
    var counts = new TreeMap<String, Long>();
    byAnswer.forEach((answer, count) -> counts.put(answer, count.sum()));
    return Collections.unmodifiableSortedMap(counts);
  }

  private void strike(Context ctx, TokenRequest request, Fault fault) {
    switch (fault.how()) {
      case UNAVAILABLE -> throw RefreshRefusal.UNAVAILABLE.asError();
      case LIMITED -> throw new TooFast(limit.pretend(fault.delay()));
      case RESET_BEFORE -> drop(ctx);
      case INTERNAL_ERROR -> throw refusal(request, RefreshRefusal.INTERNAL_ERROR);
      case COMMIT_THEN_DROP -> {
        rotate(request);
        drop(ctx);
      }
      case COMMIT_THEN_INTERNAL_ERROR -> {
        rotate(request);
        throw RefreshRefusal.INTERNAL_ERROR.asError();
      }
      case COMMIT_THEN_GARBAGE -> garble(ctx, rotate(request).toJson());
      case SLOW -> deliverLate(ctx, rotate(request), fault.delay());
      case USED -> throw refusal(request, RefreshRefusal.USED);
      case REVOKED -> throw refusal(request, RefreshRefusal.REVOKED);
      case EXPIRED -> throw refusal(request, RefreshRefusal.EXPIRED);
      case INVALID -> throw refusal(request, RefreshRefusal.INVALID);
      case SWITCHED_OFF -> throw refusal(request, RefreshRefusal.SWITCHED_OFF);
      case CHALLENGE -> challenge(ctx, request);
      case DENIED -> throw refusal(request, RefreshRefusal.DENIED);
    }
  }

  private TokenPair rotate(TokenRequest request) {
    return users.rotate(request.get("refresh_token"), request.scopes());
  }

  private OAuthError refusal(TokenRequest request, RefreshRefusal why) {
    users.present(request.get("refresh_token"));
    return why.asError();
  }

  private void challenge(Context ctx, TokenRequest request) {
    users.present(request.get("refresh_token"));
    count("21000");
    Answers.json(
        ctx,
        400,
        Json.object()
            .put("code", 21000)
            .put("error", "interaction_required")
            .put("error_description", "The security policy of the company wants a challenge passed")
            .put("challenge_url", ctx.scheme() + "://" + ctx.host() + "/challenge"));
  }

  private void deliver(Context ctx, TokenPair pair) {
    Answers.json(ctx, 200, pair.toJson());
    Line.tell(
        ctx,
        whole -> {
          count(whole ? "ok" : "dropped");
          if (whole) {
            users.delivered(pair);
          }
        });
  }

  private void deliverLate(Context ctx, TokenPair pair, Duration late) {
    try {
      Thread.sleep(late);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      drop(ctx);
      return;
    }
    if (Line.isGone(ctx)) {
      drop(ctx);
    } else {
      deliver(ctx, pair);
    }
  }

  private void garble(Context ctx, JsonNode answer) {
    count("garbage");
    var whole = answer.toString();
    ctx.status(200)
        .contentType("application/json; charset=utf-8")
        .result(whole.substring(0, whole.length() / 2));
  }

  private void drop(Context ctx) {
    count("dropped");
    Line.resetInstead(ctx);
  }

  private void count(String answer) {
    byAnswer.computeIfAbsent(answer, _ -> new LongAdder()).increment();
  }
}
