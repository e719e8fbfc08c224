package dev.gatehouse.token;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes claims as compact JSON straight into bytes, exactly as the JSON writer does into text. Not thread-safe. */
final class ClaimWriter {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_LONG = 20;

    /** From here on a string is copied and looked at eight bytes at a time. */
    private static final int LONG_STRING = 24;

    /** The most bytes that one character becomes: a control character's escape. */
    private static final int LONGEST_ESCAPE = 6;

    private byte[] bytes = new byte[1024];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void object(Map<?, ?> members) {
        raw('{');
        members(members, true);
        raw('}');
    }

    /** An object of the members of two maps, which have no name in common, the first written already. */
    void rest(Map<?, ?> first, Map<?, ?> second) {
        members(second, first.isEmpty());
        raw('}');
    }

    /** The beginning of an object, to be ended by {@link #rest}, once or several times. */
    void start(Map<?, ?> first) {
        raw('{');
        members(first, true);
    }

    /** Takes back what was written since the text had this length. */
    void backTo(int earlier) {
        length = earlier;
    }

    private void members(Map<?, ?> members, boolean first) {
        int separator = first ? 1 : 0;
        for (Map.Entry<?, ?> member : members.entrySet()) {
            byte[] name = KnownName.encoded((String) member.getKey());
            raw(name, separator);
            value(member.getValue());
            separator = 0;
        }
    }

    private void value(@Nullable Object value) {
        if (value instanceof String text) {
            string(text);
        } else if (value instanceof Long || value instanceof Integer) {
            number(((Number) value).longValue());
        } else if (value == null) {
            raw(NULL);
        } else if (value instanceof Boolean truth) {
            raw(truth ? TRUE : FALSE);
        } else if (value instanceof Map<?, ?> members) {
            nested(members);
        } else if (value instanceof Collection<?> items) {
            array(items);
        } else if (value instanceof BigDecimal || value instanceof BigInteger) {
            raw(value.toString().getBytes(StandardCharsets.US_ASCII));
        } else {
            throw new IllegalArgumentException(
                    "no JSON form for " + value.getClass().getName());
        }
    }

    /** An object inside a claim, whose names may be anything. */
    private void nested(Map<?, ?> members) {
        char separator = '{';
        if (members.isEmpty()) {
            raw('{');
        }
        for (Map.Entry<?, ?> member : members.entrySet()) {
            raw(separator);
            string((String) member.getKey());
            raw(':');
            value(member.getValue());
            separator = ',';
        }
        raw('}');
    }

    private void array(Collection<?> items) {
        char separator = '[';
        if (items.isEmpty()) {
            raw('[');
        }
        for (Object item : items) {
            raw(separator);
            value(item);
            separator = ',';
        }
        raw(']');
    }

    private void string(String text) {
        int count = text.length();
        if (count >= LONG_STRING && copied(text, count)) {
            return;
        }
        reserve(count + 2);
        byte[] target = bytes;
        int at = length;
        target[at++] = '"';
        for (int i = 0; i < count; i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c >= 0x80 || c == '"' || c == '\\') {
                length = at;
                escaped(text, i);
                return;
            }
            target[at++] = (byte) c;
        }
        target[at++] = '"';
        length = at;
    }

    /** Whether the string needs nothing escaped, and was written at once; else nothing was. */
    private boolean copied(String text, int count) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length != count || !isPlain(utf8)) {
            return false;
        }
        reserve(count + 2);
        put('"');
        System.arraycopy(utf8, 0, bytes, length, count);
        length += count;
        put('"');
        return true;
    }

    /**
     * Whether no byte has to be looked at more closely: a control character, a quote, a backslash, and the question mark
     * that a lone surrogate becomes. A byte too many is suspected now and then, none too few.
     */
    private static boolean isPlain(byte[] ascii) {
        long suspects = 0;
        int last = ascii.length - Long.BYTES;
        for (int i = 0; i < last; i += Long.BYTES) {
            suspects |= suspects(EightBytes.at(ascii, i));
        }
        return ((suspects | suspects(EightBytes.at(ascii, last))) & EightBytes.HIGH) == 0;
    }

    private static long suspects(long word) {
        return EightBytes.special(word) | EightBytes.equal(word, '?');
    }

    /** The rest of a string that is not plain ASCII throughout. */
    private void escaped(String text, int from) {
        reserve((text.length() - from) * LONGEST_ESCAPE + 1);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                put('\\');
                put(c);
            } else if (c < 0x20) {
                put('\\');
                put('u');
                put('0');
                put('0');
                put(HEX[c >> 4]);
                put(HEX[c & 15]);
            } else if (c < 0x80) {
                put(c);
            } else if (c < 0x800) {
                put(0xC0 | c >> 6);
                put(0x80 | (c & 0x3F));
            } else if (!Character.isSurrogate(c)) {
                put(0xE0 | c >> 12);
                put(0x80 | (c >> 6 & 0x3F));
                put(0x80 | (c & 0x3F));
            } else {
                char low = i + 1 < text.length() ? text.charAt(i + 1) : 0;
                if (!Character.isSurrogatePair(c, low)) {
                    throw new IllegalArgumentException("a string has a lone surrogate");
                }
                int point = Character.toCodePoint(c, low);
                put(0xF0 | point >> 18);
                put(0x80 | (point >> 12 & 0x3F));
                put(0x80 | (point >> 6 & 0x3F));
                put(0x80 | (point & 0x3F));
                i++;
            }
        }
        put('"');
    }

    private void number(long value) {
        if (value < 0) {
            raw(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
            return;
        }
        reserve(LONGEST_LONG);
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        long rest = value;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    private void raw(byte[] text) {
        raw(text, 0);
    }

    private void raw(byte[] text, int from) {
        int count = text.length - from;
        reserve(count);
        System.arraycopy(text, from, bytes, length, count);
        length += count;
    }

    private void raw(char c) {
        reserve(1);
        put(c);
    }

    private void put(int c) {
        bytes[length++] = (byte) c;
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, more)));
        }
    }

    /** Names of claims as they stand in an object: the same few dozen in every token. */
    private static final class KnownName {
        private static final int MOST = 256;
        private static final int LONGEST = 64;

        // Written without a lock: whichever of two names stays, both are encoded rightly.
        private static final @Nullable KnownName[] KNOWN = new @Nullable KnownName[MOST];

        private final String name;
        private final byte[] encoded;

        private KnownName(String name, byte[] encoded) {
            this.name = name;
            this.encoded = encoded;
        }

        /** A comma, the name as a string, and a colon. */
        static byte[] encoded(String name) {
            int slot = name.hashCode() & MOST - 1;
            KnownName known = KNOWN[slot];
            if (known != null && known.name.equals(name)) {
                return known.encoded;
            }
            ClaimWriter json = new ClaimWriter();
            json.raw(',');
            json.string(name);
            json.raw(':');
            byte[] encoded = Arrays.copyOf(json.bytes, json.length);
            if (known == null && name.length() <= LONGEST) {
                KNOWN[slot] = new KnownName(name, encoded);
            }
            return encoded;
        }
    }
}
