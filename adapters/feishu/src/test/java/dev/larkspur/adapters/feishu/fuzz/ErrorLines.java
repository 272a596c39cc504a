package dev.larkspur.adapters.feishu.fuzz;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What the adapter logs as an error until this is closed; it logs nothing else meanwhile. */
public final class ErrorLines implements AutoCloseable {
  private final Logger log = (Logger) LoggerFactory.getLogger("dev.larkspur.adapters.feishu");
  private final @Nullable Level level = log.getLevel();
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  public ErrorLines() {
    log.setLevel(Level.ERROR);
    lines.start();
    log.addAppender(lines);
  }

  public List<ILoggingEvent> soFar() {
    return lines.list;
  }

  @Override
  public void close() {
    log.detachAppender(lines);
    log.setLevel(level);
  }
}
