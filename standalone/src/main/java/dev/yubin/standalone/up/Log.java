package dev.yubin.standalone.up;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.nio.file.Path;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// The log of all services of the process, in one file: the console is for the user.
final class Log {
  private static final String LEVEL = "logging.level.";

  private Log() {}

  /// To be called before anything logs. Spring Boot keeps its hands off: four contexts that
  /// start at the same time would each set up the same logging.
  static void into(Path file, Settings settings) {
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    System.setProperty("logback.configurationFile", "yubin-logback.xml");
    System.setProperty("yubin.log", file.toString());
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    settings.properties().forEach(Log::setLevel);
  }

  private static void setLevel(String property, String level) {
    if (property.startsWith(LEVEL)
        && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.getLogger(property.substring(LEVEL.length())).setLevel(Level.toLevel(level));
    }
  }

  /// Writes what is still in memory. Nothing is logged afterwards.
  static void flush() {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (factory instanceof LoggerContext context) {
      context.stop();
    }
  }
}
