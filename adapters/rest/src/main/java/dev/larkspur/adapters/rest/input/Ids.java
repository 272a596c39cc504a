package dev.larkspur.adapters.rest.input;

import dev.larkspur.adapters.rest.problem.RequestRejected;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import java.util.UUID;
import java.util.function.Function;

/** The ids in a path. */
public final class Ids {
  /**
   * @throws RequestRejected if one of them cannot be an id
   */
  public static Person person(String appId, String openId) {
    return new Person(id("app_id", AppId::new, appId), id("open_id", OpenId::new, openId));
  }

  /**
   * @throws RequestRejected if {@code text} is not a UUID in its usual form
   */
  public static UUID uuid(String text) {
    try {
      return AuthSessionId.parse(text).value();
    } catch (IllegalArgumentException e) {
      throw RequestRejected.invalid("id", "must be a UUID");
    }
  }

  private static <T> T id(String name, Function<String, T> parse, String text) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw RequestRejected.invalid(
          name, "must be 1 to 64 letters, digits, '_' or '-', without spaces");
    }
  }

  private Ids() {}
}
