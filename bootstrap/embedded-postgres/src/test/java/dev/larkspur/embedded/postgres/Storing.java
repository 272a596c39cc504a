package dev.larkspur.embedded.postgres;

import java.nio.file.Path;

/**
 * A program that starts PostgreSQL in a home, stores a row, says so, and stays until it is killed.
 */
final class Storing {
  private Storing() {}

  public static void main(String[] arguments) throws Exception {
    var postgres = EmbeddedPostgres.start(Path.of(arguments[0]));
    Sql.run(postgres, "create table kept (word text)");
    Sql.run(postgres, "insert into kept values ('kept')");
    System.out.println(OtherJvm.READY);
    Thread.currentThread().join();
  }
}
