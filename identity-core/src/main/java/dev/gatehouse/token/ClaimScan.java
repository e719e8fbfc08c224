package dev.gatehouse.token;

import java.nio.charset.StandardCharsets;

/**
 * Reads the claims of an authentic payload in place, in one pass, and keeps where those lie that decide anything. It
 * answers "good, and here they are" or "not that simple", never "bad": whatever it is not sure of goes to the strict
 * reader, whose verdict counts. What it calls good, the strict reader calls good too and reads alike.
 */
final class ClaimScan {
    static final int SUB = 0;
    static final int ISS = 1;
    static final int AUD = 2;
    static final int AZP = 3;
    static final int TOKEN_USE = 4;
    static final int CLIENT_ID = 5;
    static final int SCOPE = 6;
    static final int ORIGIN_JTI = 7;
    static final int EXP = 8;
    static final int NBF = 9;
    static final int IAT = 10;
    private static final int WANTED = 11;
    private static final int OTHER = -1;

    private static final int MAX_DEPTH = 16;
    private static final int MAX_NAMES = 64;
    private static final int LONGEST_NUMBER = 18;
    private static final int NAME_SHIFT = Long.SIZE - 6;
    private static final byte[] TOKEN_USE_NAME = ascii("token_use");
    private static final byte[] CLIENT_ID_NAME = ascii("client_id");
    private static final byte[] SCOPE_NAME = ascii("scope");
    private static final byte[] ORIGIN_JTI_NAME = ascii("origin_jti");

    private final byte[] json;
    private final int[] from = new int[WANTED];
    private final int[] to = new int[WANTED];
    private final int[] names = new int[2 * MAX_NAMES];
    private int named;
    private int at;
    private boolean escaped;

    ClaimScan(byte[] json) {
        this.json = json;
    }

    /** Whether the payload is an object without anything unusual. Only then do the other methods say anything. */
    boolean isPlain() {
        skipSpace();
        if (peek() != '{' || !object(0)) {
            return false;
        }
        skipSpace();
        return at == json.length;
    }

    boolean has(int claim) {
        return from[claim] != 0;
    }

    /** Whether a claim is there and is exactly this text, in UTF-8. */
    boolean is(int claim, byte[] text) {
        int start = from[claim];
        int length = to[claim] - start;
        if (start == 0 || length != text.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (json[start + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    /** The text of a claim that is there. */
    String text(int claim) {
        return new String(json, from[claim], to[claim] - from[claim], StandardCharsets.UTF_8);
    }

    /** The bytes of a text claim, one by one. */
    int length(int claim) {
        return to[claim] - from[claim];
    }

    int byteAt(int claim, int index) {
        return json[from[claim] + index];
    }

    /** The value of a claim that is a whole number without a sign; -1 if it is absent. */
    long number(int claim) {
        if (!has(claim)) {
            return -1;
        }
        long value = 0;
        for (int i = from[claim]; i < to[claim]; i++) {
            value = value * 10 + (json[i] - '0');
        }
        return value;
    }

    private boolean object(int depth) {
        at++;
        skipSpace();
        if (peek() == '}') {
            at++;
            return true;
        }
        int first = named;
        long seen = 0;
        while (true) {
            skipSpace();
            int start = at + 1;
            if (peek() != '"' || !string() || escaped) {
                return false;
            }
            int end = at - 1;
            long mark = 1L << hash(start, end);
            if ((seen & mark) != 0 && isNamed(first, start, end)) {
                return false;
            }
            seen |= mark;
            if (named == MAX_NAMES) {
                return false;
            }
            names[2 * named] = start;
            names[2 * named + 1] = end;
            named++;
            skipSpace();
            if (peek() != ':') {
                return false;
            }
            at++;
            skipSpace();
            if (!(depth == 0 ? claim(wanted(start, end)) : value(depth + 1))) {
                return false;
            }
            skipSpace();
            int c = peek();
            at++;
            if (c == '}') {
                named = first;
                return true;
            }
            if (c != ',') {
                return false;
            }
        }
    }

    /** The value of a top-level claim; one that decides something must be of the plain form of its type. */
    private boolean claim(int wanted) {
        if (wanted == OTHER) {
            return value(1);
        }
        int start = at;
        if (wanted >= EXP) {
            from[wanted] = start;
            boolean plain = number() && isDigits(start);
            to[wanted] = at;
            return plain;
        }
        if (peek() != '"' || !string() || escaped) {
            return false;
        }
        from[wanted] = start + 1;
        to[wanted] = at - 1;
        return true;
    }

    private boolean isDigits(int start) {
        for (int i = start; i < at; i++) {
            if (json[i] < '0' || json[i] > '9') {
                return false;
            }
        }
        return true;
    }

    private boolean value(int depth) {
        if (depth > MAX_DEPTH) {
            return false;
        }
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> number();
        };
    }

    private boolean array(int depth) {
        at++;
        skipSpace();
        if (peek() == ']') {
            at++;
            return true;
        }
        while (true) {
            skipSpace();
            if (!value(depth + 1)) {
                return false;
            }
            skipSpace();
            int c = peek();
            at++;
            if (c == ']') {
                return true;
            }
            if (c != ',') {
                return false;
            }
        }
    }

    /** From a quotation mark to behind the next; the escape of a code unit is not simple, for it may be a surrogate. */
    private boolean string() {
        byte[] text = json;
        escaped = false;
        int i = plainFrom(text, at + 1);
        while (i < text.length) {
            int c = text[i];
            if (c == '"') {
                at = i + 1;
                return true;
            }
            if (c == '\\') {
                escaped = true;
                if (i + 1 >= text.length || "\"\\/bfnrt".indexOf(text[i + 1]) < 0) {
                    return false;
                }
                i += 2;
            } else if (c >= 0x20) {
                i++;
            } else {
                int length = Utf8Sequence.lengthAt(text, i);
                if (length < 2) {
                    return false;
                }
                i += length;
            }
            i = plainFrom(text, i);
        }
        return false;
    }

    /** The first place from {@code i} on, eight bytes at a time, that may hold something else than plain ASCII text. */
    private static int plainFrom(byte[] text, int i) {
        int from = i;
        while (from <= text.length - Long.BYTES) {
            long marks = EightBytes.special(EightBytes.at(text, from)) & EightBytes.HIGH;
            if (marks != 0) {
                return from + (Long.numberOfTrailingZeros(marks) >>> 3);
            }
            from += Long.BYTES;
        }
        return from;
    }

    private boolean number() {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else if (!digits()) {
            return false;
        }
        if (peek() == '.') {
            at++;
            if (!digits()) {
                return false;
            }
        }
        return at - start <= LONGEST_NUMBER && peek() != 'e' && peek() != 'E';
    }

    private boolean digits() {
        int start = at;
        while (at < json.length && json[at] >= '0' && json[at] <= '9') {
            at++;
        }
        return at > start;
    }

    private boolean literal(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (peek() != word.charAt(i)) {
                return false;
            }
            at++;
        }
        return true;
    }

    private int wanted(int start, int end) {
        return switch (end - start) {
            case 3 ->
                switch (json[start] << 16 | json[start + 1] << 8 | json[start + 2]) {
                    case 's' << 16 | 'u' << 8 | 'b' -> SUB;
                    case 'i' << 16 | 's' << 8 | 's' -> ISS;
                    case 'a' << 16 | 'u' << 8 | 'd' -> AUD;
                    case 'a' << 16 | 'z' << 8 | 'p' -> AZP;
                    case 'e' << 16 | 'x' << 8 | 'p' -> EXP;
                    case 'n' << 16 | 'b' << 8 | 'f' -> NBF;
                    case 'i' << 16 | 'a' << 8 | 't' -> IAT;
                    default -> OTHER;
                };
            case 5 -> isName(start, SCOPE_NAME) ? SCOPE : OTHER;
            case 9 -> isName(start, TOKEN_USE_NAME) ? TOKEN_USE : isName(start, CLIENT_ID_NAME) ? CLIENT_ID : OTHER;
            case 10 -> isName(start, ORIGIN_JTI_NAME) ? ORIGIN_JTI : OTHER;
            default -> OTHER;
        };
    }

    private boolean isName(int start, byte[] name) {
        for (int i = 0; i < name.length; i++) {
            if (json[start + i] != name[i]) {
                return false;
            }
        }
        return true;
    }

    /** One of 64 for a name, by its length and its first eight bytes. */
    private int hash(int start, int end) {
        int length = end - start;
        long first = 0;
        if (start <= json.length - Long.BYTES) {
            first = EightBytes.at(json, start);
            if (length < Long.BYTES) {
                first &= (1L << (Byte.SIZE * length)) - 1;
            }
        } else {
            for (int i = start; i < end; i++) {
                first |= (json[i] & 0xFFL) << (Byte.SIZE * (i - start));
            }
        }
        return (int) (((first + length) * 0x9E3779B97F4A7C15L) >>> NAME_SHIFT);
    }

    private boolean isNamed(int first, int start, int end) {
        for (int i = first; i < named; i++) {
            int other = names[2 * i];
            if (names[2 * i + 1] - other == end - start) {
                int same = 0;
                while (same < end - start && json[other + same] == json[start + same]) {
                    same++;
                }
                if (same == end - start) {
                    return true;
                }
            }
        }
        return false;
    }

    private void skipSpace() {
        if (at < json.length && json[at] > ' ') {
            return;
        }
        while (at < json.length && (json[at] == ' ' || json[at] == '\t' || json[at] == '\n' || json[at] == '\r')) {
            at++;
        }
    }

    /** The next byte, or -1, which no rule expects, at the end. */
    private int peek() {
        return at < json.length ? json[at] : -1;
    }

    private static byte[] ascii(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
