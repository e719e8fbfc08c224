package dev.gatehouse;

import java.util.regex.Pattern;

/** The grammars of identifiers, in one place. All are bounded and linear to match. */
final class Identifiers {
    static final Pattern POOL = Pattern.compile("[A-Za-z0-9_:-]{1,128}");
    static final Pattern CLIENT = Pattern.compile("[A-Za-z0-9_+]{1,128}");
    static final Pattern USER = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    static final Pattern ROLE = Pattern.compile("[A-Za-z0-9_+=,.@-]{1,64}");
    static final Pattern WRITE = Pattern.compile("[0-9a-f]{32}");

    private Identifiers() {}

    static void require(String value, Pattern grammar, String what) {
        if (!grammar.matcher(value).matches()) {
            throw new IllegalArgumentException(what + " is empty, too long or has a character outside " + grammar);
        }
    }
}
