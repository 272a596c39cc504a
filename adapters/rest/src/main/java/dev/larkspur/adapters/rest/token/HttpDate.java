package dev.larkspur.adapters.rest.token;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The Date of answers (RFC 9110 section 5.6.7), put into words once a second. Of one thread. */
final class HttpDate {
  private static final long SECOND = Duration.ofSeconds(1).toMillis();
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private long second = -1;
  private String words = "";

  String now() {
    long now = System.currentTimeMillis() / SECOND;
    if (now != second) {
      second = now;
      words = FORMAT.format(Instant.ofEpochSecond(now));
    }
    return words;
  }
}
