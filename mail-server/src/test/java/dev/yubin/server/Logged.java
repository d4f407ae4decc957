package dev.yubin.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/// What the listeners log at info level and above while this is open.
final class Logged implements AutoCloseable {
  private final Logger logger = (Logger) LoggerFactory.getLogger(Listener.class);
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

  Logged() {
    appender.list = new CopyOnWriteArrayList<>();
    appender.start();
    logger.addAppender(appender);
  }

  List<String> lines() {
    return appender.list.stream()
        .filter(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
        .map(event -> event.getLevel() + " " + event.getFormattedMessage())
        .filter(line -> !line.contains("event=listening"))
        .toList();
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
  }
}
