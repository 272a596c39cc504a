package dev.larkspur.domain.authorization;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How the asking service wants its card.
 *
 * @param message a sentence of the service's own; null: only ours
 * @param privacy where the person can read what is done with the data; null: no link
 * @param template a card of the service's own; null: ours
 */
public record CardWish(
    CardAddress to,
    Detail detail,
    @Nullable String message,
    @Nullable URI privacy,
    @Nullable CardTemplate template) {
  /** How much the card says. */
  public enum Detail {
    DETAILED,
    CONCISE
  }

  private static final int LONGEST_MESSAGE = 500;
  private static final int LONGEST_LINK = 2000;

  /**
   * @throws IllegalArgumentException if the message is blank, too long or has control characters,
   *     or the link is not an absolute http(s) address
   */
  public CardWish {
    if (message != null && !isReadable(message)) {
      throw new IllegalArgumentException(
          "message must be 1 to "
              + LONGEST_MESSAGE
              + " characters, none of them a control character");
    }
    if (privacy != null && !isWebAddress(privacy)) {
      throw new IllegalArgumentException("privacy_url must be an absolute http or https address");
    }
  }

  /** With our card. */
  public CardWish(CardAddress to, Detail detail, @Nullable String message, @Nullable URI privacy) {
    this(to, detail, message, privacy, null);
  }

  /**
   * This wish, for the card that was sent by an older one: a message cannot move or change kind.
   */
  CardWish onCardOf(CardWish older) {
    return new CardWish(older.to, detail, message, privacy, older.template);
  }

  private static boolean isReadable(String message) {
    return !message.isBlank()
        && message.length() <= LONGEST_MESSAGE
        && message.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n');
  }

  private static boolean isWebAddress(URI link) {
    var scheme = link.getScheme();
    return ("https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme))
        && link.getHost() != null
        && link.getUserInfo() == null
        && link.toString().length() <= LONGEST_LINK;
  }
}
