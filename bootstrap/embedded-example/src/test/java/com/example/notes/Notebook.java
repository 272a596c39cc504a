package com.example.notes;

import static org.assertj.core.api.Assertions.assertThat;

/** What the application does without Larkspur, and must go on doing. */
final class Notebook {
  static void works(Host host) {
    var made = host.post("/notes", Host.asAnn(), "Buy milk");
    assertThat(made.statusCode()).isEqualTo(200);
    assertThat(made.body()).contains("\"author\":\"ann\"", "\"text\":\"Buy milk\"");
    var id = made.body().replaceAll("\\D", "");
    assertThat(host.get("/notes/" + id, Host.asAnn()).body()).isEqualTo(made.body());
    assertThat(host.getAsNobody("/notes/" + id).statusCode()).isEqualTo(401);
    assertThat(host.get("/notes/" + id, Host.login("ann", "wrong")).statusCode()).isEqualTo(401);
    assertThat(host.get("/notes/" + id, "Bearer " + Host.ADMIN_KEY).statusCode()).isEqualTo(401);
    assertThat(host.query("select version from public.flyway_schema_history order by 1"))
        .containsExactly("1", "2");
  }

  private Notebook() {}
}
