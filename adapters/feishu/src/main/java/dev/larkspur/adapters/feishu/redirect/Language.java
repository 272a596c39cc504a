package dev.larkspur.adapters.feishu.redirect;

import dev.larkspur.adapters.feishu.card.Words;
import io.micronaut.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import org.jspecify.annotations.Nullable;

/** A language that a page has. */
enum Language {
  ENGLISH("en"),
  CHINESE("zh"),
  JAPANESE("ja");

  private static final int LONGEST_HEADER = 500;

  private final String tag;

  Language(String tag) {
    this.tag = tag;
  }

  /** The browser's favourite of those that there are; English if it has none or says it oddly. */
  static Language of(HttpHeaders headers) {
    return of(headers.get(HttpHeaders.ACCEPT_LANGUAGE));
  }

  static Language of(@Nullable String accepted) {
    if (accepted == null || accepted.isBlank() || accepted.length() > LONGEST_HEADER) {
      return ENGLISH;
    }
    try {
      var known = Locale.lookupTag(LanguageRange.parse(accepted), List.of("en", "zh", "ja"));
      return List.of(values()).stream()
          .filter(language -> language.tag.equals(known))
          .findFirst()
          .orElse(ENGLISH);
    } catch (IllegalArgumentException e) {
      return ENGLISH;
    }
  }

  String tag() {
    return tag;
  }

  String of(Words words) {
    return switch (this) {
      case ENGLISH -> words.en();
      case CHINESE -> words.zh();
      case JAPANESE -> words.ja();
    };
  }
}
