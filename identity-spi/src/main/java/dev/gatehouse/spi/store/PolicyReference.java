package dev.gatehouse.spi.store;

import dev.gatehouse.WriteId;
import java.util.regex.Pattern;

/**
 * A shared policy as a role or a session names it: by name and incarnation, so that a policy made later under a
 * recycled name is not meant.
 *
 * @param name 1 to 128 characters of {@code [A-Za-z0-9_+=,.@-]}
 * @param incarnation the write that made the policy
 */
public record PolicyReference(String name, WriteId incarnation) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+=,.@-]{1,128}");

    public PolicyReference {
        if (!isName(name)) {
            throw new IllegalArgumentException("a policy's name has 1 to 128 characters of [A-Za-z0-9_+=,.@-]");
        }
    }

    /** Returns whether {@code text} can be the name of a policy. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
