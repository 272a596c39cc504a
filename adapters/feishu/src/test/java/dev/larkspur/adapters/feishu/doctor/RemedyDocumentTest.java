package dev.larkspur.adapters.feishu.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.adapters.feishu.Remedy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/feishu-setup.md has every check, and every place to click. */
class RemedyDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "..", "docs", "feishu-setup.md");

  @Test
  void every_place_to_click_is_told() throws IOException {
    var document = Files.readString(DOCUMENT);

    assertThat(Remedy.values())
        .allSatisfy(
            remedy ->
                assertThat(document).contains(remedy.menu().replaceFirst("^.* > the app > ", "")));
  }

  @Test
  void every_check_is_told() throws IOException {
    var document = Files.readString(DOCUMENT);

    assertThat(FeishuCheckup.CHECKS)
        .allSatisfy(check -> assertThat(document).contains("| `" + check.name() + "` |"));
  }
}
