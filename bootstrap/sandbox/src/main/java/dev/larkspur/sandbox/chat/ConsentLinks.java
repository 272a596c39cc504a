package dev.larkspur.sandbox.chat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the way from a card to the consent page. */
public final class ConsentLinks {
  private static final String APPLINK = "/client/web_url/open";
  private static final String CONSENT = "/oauth/v1/device/verify";

  private ConsentLinks() {}

  /** The address of the consent page that a button of this card opens. */
  public static URI of(ShownCard card) {
    return card.buttons().stream()
        .flatMap(button -> button.openUrl().stream())
        .flatMap(url -> unwrap(url).stream())
        .filter(uri -> CONSENT.equals(uri.getPath()))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(card + " has no link to a consent page"));
  }

  /** The page itself, if {@code url} is a link that opens it inside the client. */
  public static Optional<URI> unwrap(String url) {
    return parse(url)
        .flatMap(
            uri ->
                APPLINK.equals(uri.getPath())
                    ? parse(query(uri).getOrDefault("url", ""))
                    : Optional.of(uri));
  }

  /** Decoded parameters; the first of a name counts. */
  public static Map<String, String> query(URI uri) {
    var raw = uri.getRawQuery();
    return Arrays.stream((raw == null ? "" : raw).split("&"))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .collect(
            Collectors.toMap(
                pair -> decode(pair[0]), pair -> decode(pair[1]), (first, _) -> first));
  }

  private static Optional<URI> parse(String url) {
    try {
      return url.isEmpty() ? Optional.empty() : Optional.of(URI.create(url));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
