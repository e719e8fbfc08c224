package dev.gatehouse.web.wire;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An error as the wire protocol tells it. Immutable. The message goes to the caller: it carries rule names, never input
 * and never a detail of a policy.
 */
public final class WireError {
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9]{1,128}");

    private final String type;
    private final int status;
    private final String message;

    private WireError(String type, int status, String message) {
        this.type = type;
        this.status = status;
        this.message = message;
    }

    /**
     * Returns an error.
     *
     * @param type the short name, such as {@code AccessDeniedException}: {@code __type} and {@code x-amzn-errortype}
     * @param status the HTTP status, 400 to 599
     * @param message what the caller is told
     * @throws IllegalArgumentException if the type is not a name or the status no error's
     */
    public static WireError of(String type, int status, String message) {
        if (!TYPE.matcher(type).matches() || status < 400 || status > 599) {
            throw new IllegalArgumentException("an error has a name and a status from 400 to 599");
        }
        return new WireError(type, status, message);
    }

    public String type() {
        return type;
    }

    public int status() {
        return status;
    }

    public String message() {
        return message;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WireError that
                && type.equals(that.type)
                && status == that.status
                && message.equals(that.message);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, status, message);
    }

    @Override
    public String toString() {
        return "WireError[" + type + ", " + status + "]";
    }
}
