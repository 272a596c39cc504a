package dev.larkspur.application.host;

import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSession.AwaitingConsent;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.Secret;
import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** There is no token with which to act as this person until they consent. */
public final class ConsentRequired extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final transient Person person;
  private final transient Scopes missing;
  private final transient @Nullable AuthSessionId authorization;
  private final transient @Nullable Secret link;

  private ConsentRequired(
      String message,
      @Nullable Throwable cause,
      Person person,
      Scopes missing,
      @Nullable AuthSessionId authorization,
      @Nullable Secret link) {
    super(message, cause);
    this.person = person;
    this.missing = missing;
    this.authorization = authorization;
    this.link = link;
  }

  static ConsentRequired unasked(Person person, Scopes missing, @Nullable Throwable why) {
    var reason = why == null ? "" : ": " + why.getMessage();
    var text = of(person, missing) + "; they are not being asked" + reason;
    return new ConsentRequired(text, why, person, missing, null, null);
  }

  static ConsentRequired asked(Person person, Scopes missing, AuthSession session) {
    var id = session.id();
    var link = session instanceof AwaitingConsent waiting ? waiting.consent().link() : null;
    var text = of(person, missing) + "; authorization " + id + " asks them";
    return new ConsentRequired(text, null, person, missing, id, link);
  }

  private static String of(Person person, Scopes missing) {
    var what = missing.isEmpty() ? "" : " to " + missing;
    return person.openId() + " has to consent" + what + " in app " + person.app();
  }

  public Person person() {
    return person;
  }

  /** What they have not consented to, of what was needed; empty: nothing in particular. */
  public Scopes missing() {
    return missing;
  }

  /** What asks them; empty: nobody does. */
  public Optional<AuthSessionId> authorization() {
    return Optional.ofNullable(authorization);
  }

  /**
   * Where they consent, for them alone: whoever has it can consent. Empty while they have to press
   * the button of a card first.
   */
  public Optional<Secret> link() {
    return Optional.ofNullable(link);
  }
}
