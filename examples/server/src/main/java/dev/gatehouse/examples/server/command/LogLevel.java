package dev.gatehouse.examples.server.command;

/** The level of the log, set before the first logger is made: slf4j-simple reads it once. */
final class LogLevel {
    private static final String PREFIX = "org.slf4j.simpleLogger.";

    private LogLevel() {}

    static void set(String level) {
        preset(PREFIX + "defaultLogLevel", level);
        preset(PREFIX + "log.com.zaxxer.hikari", level.equals("info") ? "warn" : level);
        preset(PREFIX + "showDateTime", "true");
        preset(PREFIX + "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        preset(PREFIX + "showThreadName", "false");
        preset(PREFIX + "showShortLogName", "true");
    }

    /** A property that is set already stands. */
    private static void preset(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
