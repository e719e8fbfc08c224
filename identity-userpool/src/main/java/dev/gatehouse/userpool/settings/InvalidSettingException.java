package dev.gatehouse.userpool.settings;

/** A setting that is out of bounds, or two that contradict each other. Carries the setting's name, never its value. */
public final class InvalidSettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String setting;

    InvalidSettingException(String setting, String message) {
        super(message);
        this.setting = setting;
    }

    /** Returns the setting's name in lower case with hyphens, such as {@code code-life}. */
    public String setting() {
        return setting;
    }
}
