package dev.gatehouse.examples.server.config;

/** The configuration cannot be used. The message says which value, where it came from and what to do; it holds no secret. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message);
    }

    public ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
