package dev.larkspur.application.host;

import static dev.larkspur.domain.access.Caller.HOST;

import dev.larkspur.application.authorization.AskedTooOften;
import dev.larkspur.application.authorization.NotOffered;
import dev.larkspur.application.authorization.RequestAuthorization;
import dev.larkspur.application.authorization.TooManyAtOnce;
import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.application.token.LeaseResult;
import dev.larkspur.application.token.LeaseResult.AuthorizationRequired;
import dev.larkspur.application.token.LeaseResult.GrantRevoked;
import dev.larkspur.application.token.LeaseResult.JustIssued;
import dev.larkspur.application.token.LeaseResult.Leased;
import dev.larkspur.application.token.LeaseResult.MissingScopes;
import dev.larkspur.application.token.LeaseResult.RefreshRefused;
import dev.larkspur.application.token.LeaseResult.RefreshUnavailable;
import dev.larkspur.application.token.LeaseResult.TooDemanding;
import dev.larkspur.application.token.LeaseToken;
import dev.larkspur.application.token.RefreshNow;
import dev.larkspur.application.token.UserToken;
import dev.larkspur.domain.authorization.CardAddress;
import dev.larkspur.domain.authorization.CardWish;
import dev.larkspur.domain.authorization.Opening;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Scopes;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * People's tokens, for the code of the application around us. It may have those of everybody, and
 * each release is audited under {@link dev.larkspur.domain.access.Caller#HOST}.
 *
 * <p>All but {@link #peek} may ask the store or wait for the platform: not for an event loop. Safe
 * for many threads.
 */
public final class UserTokens {
  /**
   * A platform that refuses each token would otherwise have one refreshed for each call. Longer
   * than news of a pair takes to get around, there and here; shorter than anybody would wait.
   */
  static final Duration UNRIPE = Duration.ofSeconds(30);

  private final LeaseToken lease;
  private final RefreshNow refresh;
  private final RequestAuthorization request;
  private final AuthSessions sessions;
  private final InstantSource clock;

  public UserTokens(
      LeaseToken lease,
      RefreshNow refresh,
      RequestAuthorization request,
      AuthSessions sessions,
      InstantSource clock) {
    this.lease = lease;
    this.refresh = refresh;
    this.request = request;
    this.sessions = sessions;
    this.clock = clock;
  }

  /**
   * Answers from memory, as {@link #get} would; waits for nothing.
   *
   * @return null: memory does not suffice
   */
  public @Nullable UserToken peek(Person person, Duration minTtl, Scopes scopes) {
    var leased = lease.peek(HOST, person, minTtl, scopes);
    return leased == null ? null : leased.token();
  }

  /**
   * @param minTtl how long the token has to last at least, at most half of a token's life
   * @param scopes what it has to be good for; may be empty
   * @throws ConsentRequired if only the person can help. They have not been asked
   * @throws TokenUnavailable if there may be a token later
   * @throws IllegalArgumentException if no token lasts for {@code minTtl}
   */
  public UserToken get(Person person, Duration minTtl, Scopes scopes) {
    return token(person, lease.handle(HOST, person, minTtl, scopes), scopes);
  }

  /**
   * As {@link #get}, but the person is asked before {@link ConsentRequired} is thrown, by {@link
   * #ask}.
   */
  public UserToken getOrAsk(Person person, Duration minTtl, Scopes scopes) {
    try {
      return get(person, minTtl, scopes);
    } catch (ConsentRequired unasked) {
      throw ask(person, unasked.missing());
    }
  }

  /**
   * A newer token than the one that the platform does not take though it should.
   *
   * @param epoch of the token that does not serve; who names the same one shares one refresh
   * @throws ConsentRequired if only the person can help. They have not been asked
   * @throws TokenJustIssued if it was issued less than half a minute ago: it is not replaced
   * @throws TokenUnavailable if there may be a token later
   */
  public UserToken refreshed(Person person, long epoch) {
    return token(person, refresh.handle(HOST, person, epoch, UNRIPE), Scopes.NONE);
  }

  /**
   * Asks the person in the app's usual way, with a card to themselves. Joins what they are being
   * asked already, which sends no second card.
   *
   * @param scopes what to ask for; empty: what the app usually asks for
   * @return what to throw, or to show: it names the authorization, which fails, with a line in the
   *     log, if no card reaches them. If they were asked too often already it names none, and its
   *     cause says so; nor if they are just consenting to less: ask again in a moment
   * @throws IllegalArgumentException if the app is not configured here, or there are more scopes
   *     than the platform takes
   */
  public ConsentRequired ask(Person person, Scopes scopes) {
    var open = sessions.findOpen(person).orElse(null);
    if (open != null
        && !open.isOverdue(clock.instant())
        && open.request().scopes().containsAll(scopes)) {
      return ConsentRequired.asked(person, scopes, open);
    }
    try {
      return request
          .handle(person, null, scopes.isEmpty() ? null : scopes, card(person), HOST)
          .map(
              asked ->
                  asked.opening() instanceof Opening.Busy
                      ? ConsentRequired.unasked(person, scopes, null)
                      : ConsentRequired.asked(person, scopes, asked.session()))
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "app "
                          + person.app()
                          + " is not configured: no larkspur.feishu.apps.<name>.app-id is that"));
    } catch (AskedTooOften | TooManyAtOnce | NotOffered e) {
      return ConsentRequired.unasked(person, scopes, e);
    }
  }

  private static CardWish card(Person person) {
    var to = new CardAddress(CardAddress.Kind.OPEN_ID, person.openId().value());
    return new CardWish(to, CardWish.Detail.DETAILED, null, null);
  }

  private static UserToken token(Person person, LeaseResult result, Scopes wanted) {
    return switch (result) {
      case Leased(var token) -> token;
      case AuthorizationRequired(), GrantRevoked() ->
          throw ConsentRequired.unasked(person, wanted, null);
      case MissingScopes(var missing) -> throw ConsentRequired.unasked(person, missing, null);
      case RefreshUnavailable(var atLeast, var error) ->
          throw new TokenUnavailable(person, atLeast, error);
      case JustIssued(var atLeast) -> throw new TokenJustIssued(person, atLeast);
      case RefreshRefused(var error) -> throw new TokenUnavailable(person, null, error);
      case TooDemanding(var longest) ->
          throw new IllegalArgumentException(
              "no token of this person lasts longer than " + longest.toSeconds() + " s for sure");
    };
  }
}
