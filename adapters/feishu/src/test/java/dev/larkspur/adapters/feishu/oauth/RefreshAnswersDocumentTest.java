package dev.larkspur.adapters.feishu.oauth;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/refresh-answers.md says of every code what the adapter makes of it. */
class RefreshAnswersDocumentTest {
  private static final Path DOCUMENT = Path.of("../../docs/refresh-answers.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\| .* \\| ([a-z ]+) \\|$");

  @Test
  void the_table_in_words_is_the_table_in_the_code() throws IOException {
    Map<Integer, String> written =
        ROW.matcher(Files.readString(DOCUMENT))
            .results()
            .collect(toMap(row -> Integer.parseInt(row.group(1)), row -> row.group(2)));

    assertThat(written).isEqualTo(inWords(RefreshMeaning.BY_CODE));
  }

  private static Map<Integer, String> inWords(Map<Integer, RefreshMeaning> table) {
    return table.entrySet().stream()
        .collect(
            toMap(
                Map.Entry::getKey,
                e -> e.getValue().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
  }
}
