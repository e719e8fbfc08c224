package dev.gatehouse.credentials.signature;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Percent-encoding as the signature defines it: RFC 3986 §2.3 unreserved characters stay, all else is {@code %XX}. */
final class UriCoding {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private UriCoding() {}

    /** Returns {@code text} in UTF-8, percent-encoded. */
    static String encode(String text, boolean keepSlash) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder out = new StringBuilder(bytes.length + 16);
        for (byte b : bytes) {
            char c = (char) (b & 0xff);
            if (unreserved(c) || (c == '/' && keepSlash)) {
                out.append(c);
            } else {
                out.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
            }
        }
        return out.toString();
    }

    /** Returns the percent-decoded text, or null if an escape is cut, not hexadecimal, or the bytes are not UTF-8. */
    static @Nullable String decode(String raw) {
        if (raw.indexOf('%') < 0) {
            return wellFormed(raw) ? raw : null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        int at = 0;
        while (at < raw.length()) {
            char c = raw.charAt(at);
            if (c == '%') {
                int value = at + 2 < raw.length() ? hexByte(raw.charAt(at + 1), raw.charAt(at + 2)) : -1;
                if (value < 0) {
                    return null;
                }
                bytes.write(value);
                at += 3;
            } else {
                int next = raw.indexOf('%', at);
                int end = next < 0 ? raw.length() : next;
                String plain = raw.substring(at, end);
                if (!wellFormed(plain)) {
                    return null;
                }
                bytes.writeBytes(plain.getBytes(StandardCharsets.UTF_8));
                at = end;
            }
        }
        return utf8(bytes.toByteArray());
    }

    /** Returns the parameters of a raw query in their order, or null if one is malformed or has no name. */
    static @Nullable List<QueryParameter> parameters(String rawQuery) {
        List<QueryParameter> parameters = new ArrayList<>();
        if (rawQuery.isEmpty()) {
            return parameters;
        }
        int start = 0;
        while (start <= rawQuery.length()) {
            int amp = rawQuery.indexOf('&', start);
            int end = amp < 0 ? rawQuery.length() : amp;
            int equals = rawQuery.indexOf('=', start);
            int nameEnd = equals < 0 || equals > end ? end : equals;
            String name = decode(rawQuery.substring(start, nameEnd));
            String value = nameEnd == end ? "" : decode(rawQuery.substring(nameEnd + 1, end));
            if (name == null || value == null || name.isEmpty()) {
                return null;
            }
            parameters.add(new QueryParameter(name, value));
            start = end + 1;
        }
        return parameters;
    }

    static boolean wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean paired = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!paired) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static @Nullable String utf8(byte[] bytes) {
        try {
            CharBuffer chars = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return chars.toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static int hexByte(char high, char low) {
        int h = hexDigit(high);
        int l = hexDigit(low);
        return h < 0 || l < 0 ? -1 : h << 4 | l;
    }

    /** Returns the value of an ASCII hexadecimal digit, or -1. */
    static int hexDigit(int c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'a' && c <= 'f') {
            return c - 'a' + 10;
        }
        if (c >= 'A' && c <= 'F') {
            return c - 'A' + 10;
        }
        return -1;
    }

    private static boolean unreserved(char c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }
}
