package dev.larkspur.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinariesTest {
  @TempDir private Path folder;

  @Test
  void what_an_interruption_or_a_cleaner_left_is_replaced() throws IOException {
    var version = folder.resolve(Binaries.version());
    Files.createDirectories(folder.resolve(Binaries.version() + ".unfinished/bin/postgres"));
    Files.createDirectories(version);
    Files.writeString(version.resolve("half"), "");
    var binaries = Binaries.in(folder);
    assertThat(Path.of(binaries.program("postgres"))).isExecutable();
    assertThat(version.resolve("half")).doesNotExist();

    Files.delete(Path.of(binaries.program("initdb")));
    assertThat(Path.of(Binaries.in(folder).program("initdb"))).isExecutable();
    try (var files = Files.list(folder)) {
      assertThat(files)
          .containsExactlyInAnyOrder(version, folder.resolve(Binaries.version() + ".lock"));
    }
  }

  @Test
  void whole_binaries_are_left_alone() throws IOException {
    var program = Path.of(Binaries.in(folder).program("postgres"));
    var before = Files.getAttribute(program, "unix:ino");
    assertThat(Path.of(Binaries.in(folder).program("postgres"))).isEqualTo(program);
    assertThat(Files.getAttribute(program, "unix:ino")).isEqualTo(before);
  }

  @Test
  void two_processes_can_unpack_at_once_with_little_memory() throws IOException {
    try (var one = OtherJvm.running(Unpacking.class, folder);
        var two = OtherJvm.running(Unpacking.class, folder)) {
      one.untilReady();
      two.untilReady();
    }
    assertThat(Path.of(Binaries.in(folder).program("postgres"))).isExecutable();
  }

  @ParameterizedTest
  @CsvSource({
    "linux, amd64, false, postgres-linux-x86_64.txz",
    "linux, amd64, true, postgres-linux-x86_64-alpine_linux.txz",
    "linux, aarch64, false, postgres-linux-arm_64.txz",
    "mac os x, aarch64, false, postgres-darwin-arm_64.txz",
    "mac os x, x86_64, false, postgres-darwin-x86_64.txz",
    "linux, aarch64, true,",
    "linux, riscv64, false,",
    "windows 11, amd64, false,"
  })
  void each_system_has_its_archive_or_none(
      String system, String machine, boolean musl, String archive) {
    assertThat(Binaries.archiveName(system, machine, musl)).isEqualTo(archive);
  }
}
