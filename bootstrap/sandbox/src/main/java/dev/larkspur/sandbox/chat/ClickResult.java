package dev.larkspur.sandbox.chat;

import java.time.Duration;
import java.util.Optional;

/**
 * What the person sees after a click.
 *
 * @param errorCode 0, or what the client shows: 200340 not connected or not answered properly,
 *     200341 too late, 200342 no TCP connection, 200343 no such host, 200671 not HTTP 200, 200672
 *     an answer that makes no sense, 200673 a card that cannot be shown
 * @param detail why it failed, for people
 */
public record ClickResult(
    Optional<Toast> toast, boolean cardReplaced, int errorCode, String detail, Duration took) {

  public boolean ok() {
    return errorCode == 0;
  }

  /** The toast's type; empty without a toast. */
  public String toastType() {
    return toast.map(Toast::type).orElse("");
  }

  /** The toast's words in this language; empty without a toast. */
  public String toastText(String locale) {
    return toast.map(it -> it.text(locale)).orElse("");
  }

  public String toastText() {
    return toastText("en_us");
  }
}
