package dev.gatehouse.policy.lint;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Guesses which known word a misspelt one was meant to be. */
final class Spelling {
    private static final int MAX_DISTANCE = 2;
    private static final int MAX_LENGTH = 128;

    private Spelling() {}

    /** Returns the nearest word within two changes, without regard to case. */
    static Optional<String> nearest(String text, Collection<String> words) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String lower = text.toLowerCase(Locale.ROOT);
        String best = null;
        int least = MAX_DISTANCE + 1;
        for (String word : words) {
            if (Math.abs(word.length() - text.length()) < least) {
                int distance = distance(lower, word.toLowerCase(Locale.ROOT));
                if (distance < least) {
                    least = distance;
                    best = word;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** Levenshtein's distance. */
    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.length()];
    }
}
