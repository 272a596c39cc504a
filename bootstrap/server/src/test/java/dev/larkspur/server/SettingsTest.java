package dev.larkspur.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  private static final String SECRET = "a-secret-that-must-not-be-shown";

  @TempDir private Path folder;

  @Test
  void a_variable_sets_its_property() {
    assertThat(
            Variables.read(
                Map.of(
                    "LARKSPUR_DATABASE_URL", "jdbc:postgresql://db/larkspur",
                    "LARKSPUR_HOME", "/somewhere",
                    "LARKSPUR_FEISHU_APPS_MAIN_APP_ID", " cli_1 ",
                    "LARKSPUR_FEISHU_APPS_Other2_OPEN_URL", "http://localhost:1",
                    "PATH", "/bin")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "datasources.larkspur.url", "jdbc:postgresql://db/larkspur",
                "larkspur.feishu.apps.main.app-id", "cli_1",
                "larkspur.feishu.apps.other2.open-url", "http://localhost:1"));
  }

  @Test
  void every_unknown_or_empty_variable_is_named_and_no_value_is_shown() {
    var wrong =
        Map.of(
            "LARKSPUR_DATABSE_URL", SECRET,
            "LARKSPUR_FEISHU_APPS_MAIN_APP_SECRT", SECRET,
            "LARKSPUR_FEISHU_APPS_MY_APP_APP_ID", SECRET,
            "LARKSPUR_ADMIN_KEY", " ",
            "LARKSPUR_REDIS_URL", SECRET);
    assertThatThrownBy(() -> Variables.read(wrong))
        .isInstanceOf(StartFailure.class)
        .hasMessageContainingAll(wrong.keySet().toArray(String[]::new))
        .hasMessageContaining("docs/configuration.md")
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void with_a_database_of_ones_own_the_keys_must_be_given() {
    var settings = new HashMap<String, String>();
    settings.put("LARKSPUR_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/none");
    assertThatThrownBy(() -> Boot.from(settings)).hasMessageContaining("LARKSPUR_MASTER_KEY");
    settings.put("LARKSPUR_MASTER_KEY", SECRET);
    assertThatThrownBy(() -> Boot.from(settings)).hasMessageContaining("LARKSPUR_ADMIN_KEY");
    settings.put("LARKSPUR_ADMIN_KEY", SECRET);
    try (var boot = Boot.from(settings)) {
      assertThat(boot.database()).isNull();
      assertThat(boot.toString()).doesNotContain(SECRET);
    }
    settings.put("LARKSPUR_DATABASE_URL", "jdbc:mysql://127.0.0.1/x");
    assertThatThrownBy(() -> Boot.from(settings)).hasMessageContaining("LARKSPUR_DATABASE_URL");
  }

  @Test
  void keys_are_made_once_and_for_the_owners_eyes_only() throws IOException {
    var home = new Home(folder.resolve("home"));
    var admin = home.adminKey();
    var master = home.masterKey();
    assertThat(admin).startsWith("lk_").hasSizeGreaterThan(40);
    assertThat(Base64.getDecoder().decode(master)).hasSize(32);
    assertThat(home.adminKey()).isEqualTo(admin);
    assertThat(home.masterKey()).isEqualTo(master);
    for (var file : new String[] {"admin-key", "master-key"}) {
      assertThat(Files.getPosixFilePermissions(home.folder().resolve(file)))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
    try (var files = Files.list(home.folder())) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void a_key_that_others_can_read_is_refused() throws IOException {
    var home = new Home(folder.resolve("home"));
    home.adminKey();
    Files.setPosixFilePermissions(
        home.adminKeyFile(), PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(home::adminKey).hasMessageContaining("chmod 600");
  }

  @Test
  void a_server_that_cannot_start_says_why_in_one_line_and_ends() throws IOException {
    var output = folder.resolve("output");
    var misspelt = Map.of("LARKSPUR_DATABSE_URL", SECRET);
    var server = ServerProcess.startAndEnd(misspelt, output);
    assertThat(server.exitStatus()).isEqualTo(1);
    assertThat(server.printed())
        .contains("LARKSPUR_DATABSE_URL")
        .doesNotContain("\tat ")
        .doesNotContain(SECRET);

    Files.delete(output);
    var nobodyThere =
        Map.of(
            "LARKSPUR_DATABASE_URL",
            "jdbc:postgresql://127.0.0.1:1/none",
            "LARKSPUR_DATABASE_USER",
            "larkspur",
            "LARKSPUR_DATABASE_PASSWORD",
            SECRET,
            "LARKSPUR_MASTER_KEY",
            Base64.getEncoder().encodeToString(new byte[32]),
            "LARKSPUR_ADMIN_KEY",
            SECRET + SECRET);
    var alone = ServerProcess.startAndEnd(nobodyThere, output);
    assertThat(alone.exitStatus()).isEqualTo(1);
    assertThat(alone.printed()).contains("database").doesNotContain(SECRET);
  }
}
