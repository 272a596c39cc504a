package dev.larkspur.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.world.Console.Status;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  private static final String WRONG_SECRET = "0123456789abcdef0123456789abcdef";

  @TempDir private Path folder;

  private final Sandbox sandbox = Sandbox.start();
  private final String ann = sandbox.people().getFirst().openId();
  private final Map<String, String> environment = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void a_healthy_app_is_told_line_by_line_and_ends_with_0() {
    configure("main", sandbox.appId(), sandbox.appSecret());

    assertThat(doctor("--to", ann)).isZero();

    assertThat(printed())
        .containsPattern("ok +main +secret ")
        .containsPattern("ok +main +connection ")
        .containsPattern("ok +main +availability ")
        .containsPattern("skip +main +refresh switch ")
        .contains("刷新 user_access_token")
        .endsWith("10 ok, 0 warn, 0 FAIL, 2 skip\n");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void what_failed_is_told_with_code_log_id_and_what_to_click_and_ends_with_1() {
    configure("main", sandbox.appId(), sandbox.appSecret());
    sandbox.console().bot(false);

    assertThat(doctor()).isEqualTo(1);

    assertThat(printed())
        .containsPattern("FAIL +main +bot .*11205 app do not have bot, log id [0-9a-f]{20,}")
        .contains("What to do")
        .containsPattern("FAIL main bot\n +Developer console .*添加应用能力 > 机器人")
        .contains(" 1 FAIL");
  }

  @Test
  void a_remedy_that_mends_several_things_is_told_once() {
    configure("main", sandbox.appId(), WRONG_SECRET);

    doctor();

    assertThat(printed().split("凭证与基础信息", -1)).hasSize(2);
    assertThat(printed())
        .contains(
            "FAIL main secret, FAIL main connection, FAIL main device grant, FAIL main tokens");
  }

  @Test
  void for_programs_there_is_one_json_object() throws Exception {
    configure("main", sandbox.appId(), WRONG_SECRET);

    assertThat(doctor("--json")).isEqualTo(1);

    var json = json();
    assertThat(json.path("ok").asBoolean(true)).isFalse();
    var first = json.path("findings").path(0);
    assertThat(first.path("app").asText()).isEqualTo("main");
    assertThat(first.path("app_id").asText()).isEqualTo(sandbox.appId());
    assertThat(first.path("check").asText()).isEqualTo("secret");
    assertThat(first.path("outcome").asText()).isEqualTo("fail");
    assertThat(first.path("platform_code").asText()).isEqualTo("10014");
    assertThat(first.path("log_id").asText()).isNotEmpty();
    assertThat(first.path("remedy").asText()).contains("凭证与基础信息");
  }

  @Test
  void one_app_of_several_can_be_chosen() throws Exception {
    configure("hr", sandbox.appId(), sandbox.appSecret());
    configure("sales", "cli_00000000000000ff", WRONG_SECRET);

    assertThat(doctor("--json", "--app", "hr", "--to", ann)).isZero();
    assertThat(json().path("findings")).allMatch(it -> it.path("app").asText().equals("hr"));
    assertThat(doctor()).isEqualTo(1);
    assertThat(printed()).containsPattern("ok +hr +secret").containsPattern("FAIL +sales +secret");
  }

  @Test
  void what_cannot_be_understood_ends_with_2_and_the_usage() {
    configure("hr", sandbox.appId(), sandbox.appSecret());
    configure("sales", "cli_00000000000000ff", WRONG_SECRET);

    for (var wrong :
        List.of(
            List.of("--too"),
            List.of("--app"),
            List.of("--app", "marketing"),
            List.of("--to", "not an id"),
            List.of("--to", ann))) {
      err.reset();
      assertThat(doctor(wrong.toArray(String[]::new))).as("%s", wrong).isEqualTo(2);
      assertThat(err.toString(UTF_8)).contains("usage: larkspur doctor");
    }
    assertThat(sandbox.journal().entries()).isEmpty();
  }

  @Test
  void without_an_app_there_is_nothing_to_look_over() {
    assertThatThrownBy(this::doctor)
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("No Feishu app is configured");
  }

  @Test
  void a_setting_that_is_misspelt_is_named() {
    environment.put("LARKSPUR_FEISHU_APPS_HR_APPID", "x");

    assertThatThrownBy(this::doctor).hasMessageContaining("LARKSPUR_FEISHU_APPS_HR_APPID");
  }

  @Test
  void the_settings_of_a_server_are_taken_and_its_database_is_left_alone() {
    configure("main", sandbox.appId(), sandbox.appSecret());
    environment.put("LARKSPUR_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/none");
    environment.put("LARKSPUR_DATABASE_USER", "larkspur");

    assertThat(doctor()).isZero();
  }

  @Test
  void no_secret_is_printed() {
    configure("main", sandbox.appId(), sandbox.appSecret());
    sandbox.mint(ann, Set.of("offline_access"));
    for (var status : Status.values()) {
      sandbox.console().status(status);
      doctor("--to", ann);
      doctor("--json");
    }
    configure("main", sandbox.appId(), WRONG_SECRET);
    doctor("--to", ann);

    var secrets = new HashSet<>(sandbox.issuedSecrets());
    secrets.add(sandbox.appSecret());
    secrets.add(WRONG_SECRET);

    assertThat(secrets).hasSizeGreaterThan(10);
    assertThat(secrets).noneMatch(printed()::contains);
    assertThat(secrets).noneMatch(err.toString(UTF_8)::contains);
  }

  @Test
  void the_process_ends_by_itself_with_nothing_printed_but_its_findings() {
    configure("main", sandbox.appId(), sandbox.appSecret());
    var command = List.of("doctor", "--json");

    var well = ServerProcess.startAndEnd(command, environment, folder.resolve("well"));

    assertThat(well.exitStatus()).isZero();
    assertThat(findings(well)).hasSize(1).allMatch(line -> line.startsWith("{\"findings\":["));

    sandbox.console().bot(false);
    var ill = ServerProcess.startAndEnd(command, environment, folder.resolve("ill"));

    assertThat(ill.exitStatus()).isEqualTo(1);
    assertThat(findings(ill)).hasSize(1).allMatch(line -> line.endsWith("\"ok\":false}"));
  }

  /** All that is printed but what the JVM itself has to say. */
  private static List<String> findings(ServerProcess doctor) {
    return doctor.printed().lines().filter(line -> !line.startsWith("WARNING: ")).toList();
  }

  private void configure(String name, String id, String secret) {
    var prefix = "LARKSPUR_FEISHU_APPS_" + name.toUpperCase(Locale.ROOT) + "_";
    environment.put(prefix + "APP_ID", id);
    environment.put(prefix + "APP_SECRET", secret);
    environment.put(prefix + "OPEN_URL", sandbox.url().toString());
    environment.put(prefix + "ACCOUNTS_URL", sandbox.url().toString());
    environment.put("LARKSPUR_HOME", folder.resolve("home").toString());
  }

  private int doctor(String... arguments) {
    return Doctor.run(
        List.of(arguments),
        environment,
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8));
  }

  private String printed() {
    return out.toString(UTF_8);
  }

  private JsonNode json() throws JsonProcessingException {
    var read = new ObjectMapper().readTree(printed());
    out.reset();
    return read;
  }
}
