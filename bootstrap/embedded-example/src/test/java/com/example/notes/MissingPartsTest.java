package com.example.notes;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was forgotten is named as whoever has to add it knows it. */
class MissingPartsTest {
  @Test
  void a_datasource_for_larkspur() {
    var settings =
        Map.<String, Object>of(
            "micronaut.server.port",
            -1,
            "notes.password",
            Host.PASSWORD,
            "notes.people.ann",
            "ou_ann",
            "larkspur.enabled",
            "true",
            "larkspur.admin-key",
            Host.ADMIN_KEY,
            "flyway.enabled",
            "false");
    assertThatThrownBy(() -> ApplicationContext.builder().properties(settings).start().close())
        .hasStackTraceContaining("no datasource is named larkspur. Set datasources.larkspur.url");
  }
}
