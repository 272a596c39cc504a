package dev.larkspur.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;

/** The seconds that processes have spent on a processor, in the kernel too. Linux. */
final class Cpu {
  private static final double TICKS_PER_SECOND = 100; // of every Linux, whatever its clock
  private static final int USER = 11; // fields of /proc/PID/stat behind the program's name
  private static final int KERNEL = 12;
  private static final int CHILDREN_USER = 13;
  private static final int CHILDREN_KERNEL = 14;

  static double seconds(long pid) throws IOException {
    var fields = fields(pid);
    return ticks(fields, USER) + ticks(fields, KERNEL);
  }

  /** Of PostgreSQL: the process that {@link #postmaster} found, and its children, past ones too. */
  static double withChildren(ProcessHandle process) throws IOException {
    var fields = fields(process.pid());
    double sum = ticks(fields, USER) + ticks(fields, KERNEL);
    sum += ticks(fields, CHILDREN_USER) + ticks(fields, CHILDREN_KERNEL);
    for (var child : process.children().toList()) {
      try {
        sum += seconds(child.pid());
      } catch (NoSuchFileException e) {
        // ended just now, and counts as a past one from the next time on
      }
    }
    return sum;
  }

  static ProcessHandle postmaster(Sql database) throws SQLException {
    var file = "select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::bigint";
    return ProcessHandle.of(database.number(file)).orElseThrow();
  }

  private static String[] fields(long pid) throws IOException {
    var line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    return line.substring(line.lastIndexOf(')') + 2).split(" ");
  }

  private static double ticks(String[] fields, int which) {
    return Long.parseLong(fields[which]) / TICKS_PER_SECOND;
  }

  private Cpu() {}
}
