package dev.gatehouse.policy;

/** Lower case of the 26 ASCII letters: the same on every JDK, and without allocation for what is lower already. */
final class AsciiCase {
    private AsciiCase() {}

    static String lower(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUpper(text.charAt(i))) {
                return lowerFrom(text, i);
            }
        }
        return text;
    }

    private static String lowerFrom(String text, int start) {
        char[] out = text.toCharArray();
        for (int i = start; i < out.length; i++) {
            if (isUpper(out[i])) {
                out[i] = (char) (out[i] + ('a' - 'A'));
            }
        }
        return new String(out);
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
