package dev.gatehouse.web.http;

import java.util.regex.Pattern;

/** A path, or a path that ends in a star and stands for all that begin so. */
record RoutePattern(String text) {
    private static final Pattern FORM = Pattern.compile("/[A-Za-z0-9._~!$&'()+,;=:@%/-]{0,255}\\*?");

    RoutePattern {
        if (!FORM.matcher(text).matches() || (text.endsWith("*") && !text.endsWith("/*"))) {
            throw new IllegalArgumentException(
                    "a route is a path, or a path that ends in /*, of at most 256 characters");
        }
    }

    boolean prefix() {
        return text.endsWith("*");
    }

    boolean matches(String path) {
        return prefix() ? path.startsWith(text.substring(0, text.length() - 1)) : path.equals(text);
    }

    /** Returns whether this one decides where both match: an exact path before any prefix, a longer prefix first. */
    boolean before(RoutePattern other) {
        return prefix() == other.prefix() ? text.length() > other.text.length() : other.prefix();
    }
}
