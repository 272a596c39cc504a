package dev.larkspur.embedded.postgres;

import java.nio.file.Path;

/** A program that unpacks PostgreSQL, says so, and stays until it is killed. */
final class Unpacking {
  private Unpacking() {}

  public static void main(String[] arguments) throws Exception {
    Binaries.in(Path.of(arguments[0]));
    System.out.println(OtherJvm.READY);
    Thread.currentThread().join();
  }
}
