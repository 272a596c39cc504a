package dev.larkspur.benchmarks;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Answers from the database. */
@Controller("/one")
@Requires(bean = BareRows.class)
final class BareData {
  private final BareRows rows;

  BareData(BareRows rows) {
    this.rows = rows;
  }

  @Get
  @ExecuteOn(TaskExecutors.BLOCKING)
  String one() {
    return rows.one().id().toString();
  }
}
