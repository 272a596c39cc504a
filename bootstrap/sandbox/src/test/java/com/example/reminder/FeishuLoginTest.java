package com.example.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.SandboxOptions;
import dev.larkspur.sandbox.junit.SandboxExtension;
import dev.larkspur.sandbox.world.Console.Status;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The sandbox in the tests of somebody else. */
class FeishuLoginTest {
  @RegisterExtension
  static final SandboxExtension FEISHU =
      SandboxExtension.with(SandboxOptions.defaults().withAppId("cli_00000000000000aa"));

  private final Sandbox feishu = FEISHU.sandbox();
  private final FeishuLogin login =
      new FeishuLogin(feishu.url(), feishu.appId(), feishu.appSecret());

  @Test
  void a_person_who_approves_is_logged_in() throws Exception {
    var ann = feishu.people().getFirst().openId();
    assertThat(login.exchange(feishu.browser().approve(login.link(), ann)))
        .contains("access_token", "\"expires_in\":7200");
  }

  @RepeatedTest(2)
  void what_one_test_sets_is_gone_in_the_next(Sandbox injected) {
    assertThat(injected).isSameAs(feishu);
    assertThat(injected.appId()).isEqualTo("cli_00000000000000aa");
    assertThat(injected.console().status()).isEqualTo(Status.ENABLED);
    injected.console().status(Status.DISABLED);
    assertThatThrownBy(() -> injected.browser().deny(login.link())).hasMessageContaining("20069");
  }

  @Nested
  class Inside {
    @Test
    void a_nested_class_has_the_same_one(Sandbox injected) {
      assertThat(injected).isSameAs(feishu);
    }
  }

  @Nested
  class OfItsOwn {
    private static final List<URI> EARLIER = new ArrayList<>();

    @RegisterExtension
    private final SandboxExtension own = SandboxExtension.with(SandboxOptions.defaults());

    @RepeatedTest(2)
    void an_instance_field_starts_one_for_each_test_and_stops_it() {
      assertThat(own.sandbox().url()).isNotEqualTo(feishu.url());
      assertThat(own.sandbox().appId()).isNotEqualTo(feishu.appId());
      for (var before : EARLIER) {
        assertThatThrownBy(() -> new Socket(before.getHost(), before.getPort()).close())
            .isInstanceOf(ConnectException.class);
      }
      EARLIER.add(own.sandbox().url());
    }
  }

  @Test
  void outside_of_tests_there_is_none() {
    assertThatThrownBy(() -> new SandboxExtension().sandbox())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("while tests do");
  }
}
