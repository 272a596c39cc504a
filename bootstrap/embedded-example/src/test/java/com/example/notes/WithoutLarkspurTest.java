package com.example.notes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The jars are there, and nothing is switched on. */
class WithoutLarkspurTest {
  private static Host host;

  @BeforeAll
  static void start() {
    host = Host.withoutLarkspur();
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  @Test
  void nothing_of_larkspur_is_in_the_context() {
    assertThat(host.context().getAllBeanDefinitions())
        .extracting(bean -> bean.getBeanType().getName())
        .isNotEmpty()
        .noneMatch(name -> name.startsWith("dev.larkspur"));
    assertThat(host.context().findBean(Aily.class)).isEmpty();
    assertThat(host.context().findBean(AilyTalk.class)).isEmpty();
  }

  @Test
  void nothing_of_larkspur_is_in_the_database() {
    assertThat(host.query("select nspname from pg_namespace")).doesNotContain("larkspur");
    assertThat(host.query("select distinct application_name from pg_stat_activity"))
        .noneMatch(name -> name.contains("larkspur"));
  }

  @Test
  void the_application_works() {
    Notebook.works(host);
    // micronaut-security says 403 where there is nothing
    assertThat(host.post("/notes/1/summary", Host.asAnn(), "").statusCode()).isEqualTo(403);
    assertThat(host.get("/larkspur/v1/apps", Host.asAnn()).statusCode()).isIn(403, 404);
  }
}
