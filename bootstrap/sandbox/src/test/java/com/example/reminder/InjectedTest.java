package com.example.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.junit.SandboxExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** With nothing but an annotation. */
@ExtendWith(SandboxExtension.class)
class InjectedTest {
  private static String appId = "";

  @BeforeAll
  static void remember(Sandbox feishu) {
    appId = feishu.appId();
  }

  @Test
  void the_class_and_its_tests_are_given_the_same_sandbox(Sandbox feishu) {
    assertThat(feishu.appId()).isEqualTo(appId);
  }
}
