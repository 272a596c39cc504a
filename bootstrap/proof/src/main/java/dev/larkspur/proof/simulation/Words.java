package dev.larkspur.proof.simulation;

import dev.larkspur.domain.token.Attempt;
import dev.larkspur.domain.token.Grant;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.Grant.Revoked;
import dev.larkspur.domain.token.GrantDecision;
import dev.larkspur.domain.token.Renewal;
import dev.larkspur.domain.token.TokenPair;
import org.jspecify.annotations.Nullable;

/** Grants and decisions as traces tell them. Nothing here is a secret: all tokens are made up. */
final class Words {
  static String of(@Nullable Grant grant) {
    return switch (grant) {
      case null -> "no grant";
      case Held held ->
          "%s epoch %d %s%s, %s"
              .formatted(
                  Setup.name(held.person()),
                  held.epoch(),
                  of(held.pair()),
                  held.wanted() ? ", wanted" : "",
                  of(held.renewal()));
      case Revoked gone -> Setup.name(gone.person()) + " epoch " + gone.epoch() + " revoked";
    };
  }

  static String of(TokenPair pair) {
    var refresh = pair.refresh();
    return pair.access().reveal() + (refresh == null ? " alone" : " + " + refresh.value().reveal());
  }

  private static String of(Renewal renewal) {
    return switch (renewal) {
      case Renewal.Unspent r ->
          r.setback().count() == 0
              ? "unspent"
              : "unspent, wait until " + Trace.time(r.setback().notBefore());
      case Renewal.Presented r -> "presented by " + of(r.attempt());
      case Renewal.Probed r -> "probed by " + of(r.attempt());
      case Renewal.Ended r -> "ended: " + r.why();
    };
  }

  private static String of(Attempt attempt) {
    return attempt.owner() + ", whose time ends " + Trace.time(attempt.until());
  }

  static String of(GrantDecision decision) {
    return switch (decision) {
      case GrantDecision.Advance(var next) -> "stores " + of(next);
      case GrantDecision.Withdraw(var gone, var pair) ->
          "stores " + of(gone) + ", " + of(pair) + " to be revoked";
      case GrantDecision.Orphan(var gone, var late) ->
          of(gone) + " stays, late " + of(late) + " to be revoked";
      case GrantDecision.Stay(var same) -> "leaves " + of(same);
      case GrantDecision.Refuse(var why, var same) -> "refused, " + why + ": " + of(same);
    };
  }

  private Words() {}
}
