package dev.gatehouse.internal.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one JSON text by recursive descent. The depth is bounded, so the stack is too. */
final class JsonReader {
    static final int MAX_DEPTH = 64;
    static final int MAX_NUMBER_LENGTH = 256;
    static final int MAX_EXPONENT = 400;

    private final String text;
    private int at;

    JsonReader(String text) {
        this.text = text;
    }

    @Nullable
    Object read() throws JsonException {
        skipSpace();
        Object value = value(0);
        skipSpace();
        if (at < text.length()) {
            throw fault("trailing-text");
        }
        return value;
    }

    private @Nullable Object value(int depth) throws JsonException {
        if (depth > MAX_DEPTH) {
            throw fault("too-deep");
        }
        char c = peek();
        return switch (c) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> literal("true", true);
            case 'f' -> literal("false", false);
            case 'n' -> literal("null", null);
            default -> number(c);
        };
    }

    private Map<String, @Nullable Object> object(int depth) throws JsonException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        at++;
        skipSpace();
        if (peek() == '}') {
            at++;
            return members;
        }
        while (true) {
            skipSpace();
            if (peek() != '"') {
                throw fault("name-expected");
            }
            int start = at;
            String name = string();
            if (members.containsKey(name)) {
                throw new JsonException("duplicate-name", start);
            }
            skipSpace();
            expect(':');
            skipSpace();
            members.put(name, value(depth + 1));
            skipSpace();
            if (peek() == '}') {
                at++;
                return members;
            }
            expect(',');
        }
    }

    private List<@Nullable Object> array(int depth) throws JsonException {
        List<@Nullable Object> items = new ArrayList<>();
        at++;
        skipSpace();
        if (peek() == ']') {
            at++;
            return items;
        }
        while (true) {
            skipSpace();
            items.add(value(depth + 1));
            skipSpace();
            if (peek() == ']') {
                at++;
                return items;
            }
            expect(',');
        }
    }

    private String string() throws JsonException {
        int start = ++at;
        while (true) {
            char c = peek();
            if (c == '"') {
                String plain = text.substring(start, at++);
                requireWellFormed(plain, start);
                return plain;
            }
            if (c == '\\') {
                return escapedString(start);
            }
            if (c < 0x20) {
                throw fault("control-character");
            }
            at++;
        }
    }

    private String escapedString(int start) throws JsonException {
        StringBuilder out = new StringBuilder(text.substring(start, at));
        while (true) {
            char c = peek();
            at++;
            if (c == '"') {
                String value = out.toString();
                requireWellFormed(value, start);
                return value;
            }
            if (c < 0x20) {
                throw fault("control-character");
            }
            out.append(c == '\\' ? escape() : c);
        }
    }

    private char escape() throws JsonException {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int unit = 0;
                for (int i = 0; i < 4; i++) {
                    int digit = hex(peek());
                    at++;
                    unit = unit << 4 | digit;
                }
                yield (char) unit;
            }
            default -> throw fault("escape");
        };
    }

    private int hex(char c) throws JsonException {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'a' && c <= 'f') {
            return c - 'a' + 10;
        }
        if (c >= 'A' && c <= 'F') {
            return c - 'A' + 10;
        }
        throw fault("escape");
    }

    private void requireWellFormed(String value, int start) throws JsonException {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean paired = Character.isHighSurrogate(c)
                        && i + 1 < value.length()
                        && Character.isLowSurrogate(value.charAt(i + 1));
                if (!paired) {
                    throw new JsonException("lone-surrogate", start);
                }
                i++;
            }
        }
    }

    private Object number(char first) throws JsonException {
        int start = at;
        boolean integral = true;
        if (first == '-') {
            at++;
        }
        if (atDigit() && text.charAt(at) == '0') {
            at++;
        } else {
            digits();
        }
        if (at < text.length() && text.charAt(at) == '.') {
            integral = false;
            at++;
            digits();
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            integral = false;
            at++;
            exponent();
        }
        String literal = text.substring(start, at);
        if (literal.length() > MAX_NUMBER_LENGTH) {
            throw new JsonException("number-too-long", start);
        }
        if (integral && literal.length() <= 18) {
            return Long.valueOf(literal);
        }
        BigDecimal value = new BigDecimal(literal);
        if (integral && value.precision() <= 19 && fitsLong(value)) {
            return value.longValueExact();
        }
        return value;
    }

    private static boolean fitsLong(BigDecimal value) {
        return value.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0
                && value.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) >= 0;
    }

    private void exponent() throws JsonException {
        if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
            at++;
        }
        int start = at;
        digits();
        int value = 0;
        for (int i = start; i < at; i++) {
            value = Math.min(value * 10 + (text.charAt(i) - '0'), MAX_EXPONENT + 1);
        }
        if (value > MAX_EXPONENT) {
            throw new JsonException("exponent", start);
        }
    }

    private void digits() throws JsonException {
        if (!atDigit()) {
            throw fault("value-expected");
        }
        while (atDigit()) {
            at++;
        }
    }

    private boolean atDigit() {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private @Nullable Object literal(String word, @Nullable Object value) throws JsonException {
        if (!text.startsWith(word, at)) {
            throw fault("value-expected");
        }
        at += word.length();
        return value;
    }

    private void skipSpace() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
                return;
            }
            at++;
        }
    }

    private char peek() throws JsonException {
        if (at >= text.length()) {
            throw fault("end-of-text");
        }
        return text.charAt(at);
    }

    private void expect(char c) throws JsonException {
        if (peek() != c) {
            throw fault("separator-expected");
        }
        at++;
    }

    private JsonException fault(String rule) {
        return new JsonException(rule, at);
    }
}
