package dev.gatehouse.password;

/** What the characters of a password say about its UTF-8. */
final class Utf8 {
    private Utf8() {}

    /** Returns whether every surrogate is one of a pair. */
    static boolean isWellFormed(char[] chars) {
        for (int i = 0; i < chars.length; i++) {
            if (Character.isHighSurrogate(chars[i]) && i + 1 < chars.length && Character.isLowSurrogate(chars[i + 1])) {
                i++;
            } else if (Character.isSurrogate(chars[i])) {
                return false;
            }
        }
        return true;
    }
}
