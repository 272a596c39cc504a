package dev.larkspur.adapters.rest.authorization;

import static java.util.Objects.requireNonNullElse;

import dev.larkspur.adapters.rest.input.Fields;
import dev.larkspur.adapters.rest.problem.RequestRejected;
import dev.larkspur.domain.authorization.CardAddress;
import dev.larkspur.domain.authorization.CardTemplate;
import dev.larkspur.domain.authorization.CardWish;
import dev.larkspur.domain.authorization.CardWish.Detail;
import dev.larkspur.domain.authorization.Method;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Scopes;
import io.micronaut.http.HttpRequest;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a service asks for.
 *
 * @param scopes null: the app's usual ones
 * @param method null: the usual one
 */
record AuthorizationBody(@Nullable Scopes scopes, @Nullable Method method, CardWish card) {
  private static final CardAddress ANYWHERE = new CardAddress(CardAddress.Kind.OPEN_ID, "anywhere");

  /**
   * @param body null or empty: nothing but what is usual
   * @throws RequestRejected naming all that is wrong with it
   */
  static AuthorizationBody read(HttpRequest<?> request, @Nullable InputStream body, Person person) {
    var fields = Fields.of(request, body, "scopes", "method", "card");
    var scopes = fields.texts("scopes", Scopes::of);
    var method = fields.text("method", name -> oneOf(Method.values(), name));
    var card =
        card(
            fields.object(
                "card",
                "to",
                "detail",
                "template_id",
                "template_version_name",
                "message",
                "privacy_url"),
            person);
    fields.check();
    return new AuthorizationBody(scopes, method, card);
  }

  private static CardWish card(@Nullable Fields card, Person person) {
    var self = new CardAddress(CardAddress.Kind.OPEN_ID, person.openId().value());
    if (card == null) {
      return new CardWish(self, Detail.DETAILED, null, null);
    }
    var to = address(card.object("to", "type", "id"));
    var detail = card.text("detail", name -> oneOf(Detail.values(), name));
    var message = card.text("message", AuthorizationBody::message);
    var privacy = card.text("privacy_url", AuthorizationBody::privacy);
    return new CardWish(
        requireNonNullElse(to, self),
        requireNonNullElse(detail, Detail.DETAILED),
        message,
        privacy,
        template(card));
  }

  private static @Nullable CardTemplate template(Fields card) {
    var id = card.text("template_id", i -> new CardTemplate(i, null).id());
    var version = card.text("template_version_name", AuthorizationBody::version);
    if (version != null) {
      card.need("template_id");
    }
    return id == null ? null : new CardTemplate(id, version);
  }

  private static String version(String version) {
    var _ = new CardTemplate("any", version);
    return version;
  }

  private static @Nullable CardAddress address(@Nullable Fields to) {
    if (to == null) {
      return null;
    }
    to.need("type", "id");
    var kind = to.text("type", name -> oneOf(CardAddress.Kind.values(), name));
    var id = to.text("id", i -> new CardAddress(CardAddress.Kind.OPEN_ID, i).id());
    return kind == null || id == null ? null : new CardAddress(kind, id);
  }

  private static <E extends Enum<E>> E oneOf(E[] all, String name) {
    return Stream.of(all)
        .filter(e -> lowerCase(e).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be one of "
                        + Stream.of(all)
                            .map(AuthorizationBody::lowerCase)
                            .collect(Collectors.joining(", "))));
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The domain's own rules, asked by way of a trial for each alone: so the wrong one is named. */
  private static String message(String message) {
    var _ = new CardWish(ANYWHERE, Detail.CONCISE, message, null);
    return message;
  }

  private static URI privacy(String text) {
    try {
      var link = new URI(text);
      var _ = new CardWish(ANYWHERE, Detail.CONCISE, null, link);
      return link;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("must be an absolute http or https address", e);
    }
  }
}
