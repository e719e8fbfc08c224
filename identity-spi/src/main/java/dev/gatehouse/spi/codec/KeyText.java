package dev.gatehouse.spi.codec;

/**
 * The text of a part of a key: as it is, but for U+0000, which PostgreSQL does not store, U+001F, which engines may
 * use as a separator, and the backslash that spells both.
 */
final class KeyText {
    private KeyText() {}

    static String escape(String raw) {
        StringBuilder out = new StringBuilder(raw.length() + 8);
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\0' -> out.append("\\0");
                case '\u001f' -> out.append("\\s");
                default -> out.append(c);
            }
        }
        return requireWellFormed(out.toString());
    }

    static String unescape(String text) {
        requireWellFormed(text);
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\0' || c == '\u001f') {
                throw new IllegalArgumentException("a key has a character that is never stored");
            }
            if (c == '\\') {
                i++;
                out.append(escaped(i < text.length() ? text.charAt(i) : ' '));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static char escaped(char c) {
        return switch (c) {
            case '\\' -> '\\';
            case '0' -> '\0';
            case 's' -> '\u001f';
            default -> throw new IllegalArgumentException("a key has an unknown escape");
        };
    }

    private static String requireWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 >= text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw new IllegalArgumentException("a key has a lone surrogate");
                }
                i++;
            }
        }
        return text;
    }
}
