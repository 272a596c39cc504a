package dev.larkspur.adapters.feishu.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.authorization.Arrival;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
  @Test
  void every_arrival_has_a_page_of_its_own_in_every_language() {
    var pages = new HashSet<String>();
    for (var arrival : Arrival.values()) {
      for (var language : Language.values()) {
        pages.add(Page.of(arrival).html(language));
      }
    }
    assertThat(pages).hasSize(Arrival.values().length * Language.values().length);
  }

  @ParameterizedTest
  @EnumSource(Arrival.class)
  void a_page_says_its_language_and_its_outcome_and_runs_nothing(Arrival arrival) {
    for (var language : Language.values()) {
      assertThat(Page.of(arrival).html(language))
          .startsWith("<!doctype html>\n<html lang=\"" + language.tag() + "\">")
          .contains("data-outcome=\"" + Page.of(arrival).name().toLowerCase(Locale.ROOT) + "\"")
          .doesNotContain("<script", "<form", "<a ", "%");
    }
  }

  @Test
  void the_policy_allows_the_style_and_nothing_else() {
    assertThat(Page.POLICY)
        .startsWith("default-src 'none'; style-src 'sha256-")
        .doesNotContain("unsafe", "script-src", "http");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zh-CN,zh;q=0.9,en;q=0.8 | CHINESE",
        "zh-TW                   | CHINESE",
        "ja                      | JAPANESE",
        "en-GB,en;q=0.9          | ENGLISH",
        "fr-FR,ja;q=0.5          | JAPANESE",
        "en;q=0.3,zh;q=0.7       | CHINESE",
        "fr                      | ENGLISH",
        "*                       | ENGLISH"
      })
  void the_browsers_favourite_is_taken(String accepted, Language language) {
    assertThat(Language.of(accepted)).isEqualTo(language);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {" ", ";;;", "q=1", "zh;q=x", "<script>", "\u0000"})
  void who_says_it_oddly_gets_english(String accepted) {
    assertThat(Language.of(accepted)).isEqualTo(Language.ENGLISH);
  }

  @Test
  void an_endless_header_is_not_read() {
    assertThat(Language.of("zh," + "ja,".repeat(1000))).isEqualTo(Language.ENGLISH);
    assertThat(Arrays.stream(Language.values()).map(Language::tag))
        .containsExactly("en", "zh", "ja");
  }
}
