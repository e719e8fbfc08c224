package dev.gatehouse.token;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Base64url without padding (RFC 7515 §2), read canonically: one byte string has one spelling. The JDK's decoder
 * does the work; what it forgives (padding, stray bits in the last character) is refused before it runs.
 */
final class Base64Url {
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private Base64Url() {}

    static byte[] encode(byte[] bytes) {
        return ENCODER.encode(bytes);
    }

    /** Writes {@code bytes[0, length)} at {@code target[at]} and returns where the next byte goes. */
    static int encode(byte[] bytes, int length, byte[] target, int at) {
        ByteBuffer encoded = ENCODER.encode(ByteBuffer.wrap(bytes, 0, length));
        System.arraycopy(encoded.array(), 0, target, at, encoded.remaining());
        return at + encoded.remaining();
    }

    static String text(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    static int encodedLength(int length) {
        return (length * 4 + 2) / 3;
    }

    /** Returns the bytes that {@code text[from, to)} spells, or null if it does not spell any canonically. */
    static byte @Nullable [] decode(byte[] text, int from, int to) {
        int rest = to - from & 3;
        if (rest == 1) {
            return null;
        }
        if (to > from) {
            int last = value(text[to - 1]);
            int unused = rest == 2 ? 0xF : rest == 3 ? 3 : 0;
            if (last < 0 || (last & unused) != 0) {
                return null;
            }
        }
        try {
            ByteBuffer decoded = DECODER.decode(ByteBuffer.wrap(text, from, to - from));
            byte[] bytes = decoded.array();
            return bytes.length == decoded.remaining() ? bytes : Arrays.copyOf(bytes, decoded.remaining());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static int value(byte c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '-' ? 62 : c == '_' ? 63 : -1;
    }
}
