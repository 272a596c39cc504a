package dev.larkspur.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.benchmarks.HeapContents.Share;
import org.junit.jupiter.api.Test;

class HeapContentsTest {
  private static final HeapContents BEFORE =
      HeapContents.parse(
          """
          4711:
           num     #instances         #bytes  class name (module)
          -------------------------------------------------------
             1:           100           8000  [B (java.base@25)
             2:            10            240  java.lang.String (java.base@25)
             3:             4             64  dev.larkspur.Gone
          Total           114           8304
          """);
  private static final HeapContents AFTER =
      HeapContents.parse(
          """
          4711:
           num     #instances         #bytes  class name (module)
          -------------------------------------------------------
             1:           150          12000  [B (java.base@25)
             2:            20            480  java.lang.String (java.base@25)
             3:             5             80  dev.larkspur.Loaded
             4:             1             16  dev.larkspur.Loaded
             5:             9           9000  [Ljdk.internal.vm.FillerElement; (java.base@25)
          Total           185          21576
          """);

  @Test
  void what_came_and_what_went_is_told_by_class() {
    var grown = AFTER.since(BEFORE);
    assertThat(grown.of("[B")).isEqualTo(new Share(50, 4000));
    assertThat(grown.of("java.lang.String")).isEqualTo(new Share(10, 240));
    assertThat(grown.of("dev.larkspur.Gone")).isEqualTo(new Share(-4, -64));
  }

  @Test
  void one_class_of_two_loaders_is_one() {
    assertThat(AFTER.of("dev.larkspur.Loaded")).isEqualTo(new Share(6, 96));
  }

  @Test
  void gaps_are_not_contents() {
    assertThat(AFTER.all()).isEqualTo(new Share(176, 12576));
  }

  @Test
  void anything_else_is_refused() {
    assertThatThrownBy(() -> HeapContents.parse("4711: No such process"))
        .hasMessageContaining("No such process");
  }
}
