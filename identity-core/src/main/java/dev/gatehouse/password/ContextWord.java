package dev.gatehouse.password;

/** A word that belongs to the user or the application, and so to the attacker's first guesses. */
final class ContextWord {
    private static final int SHORTEST = 4;

    private ContextWord() {}

    /** Returns whether {@code word}, of at least 4 characters, occurs in the password, without regard to case. */
    static boolean occursIn(char[] password, String word) {
        if (word.length() < SHORTEST) {
            return false;
        }
        for (int start = 0; start + word.length() <= password.length; start++) {
            if (isAt(password, start, word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAt(char[] password, int start, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (fold(password[start + i]) != fold(word.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static char fold(char c) {
        return Character.toLowerCase(Character.toUpperCase(c));
    }
}
