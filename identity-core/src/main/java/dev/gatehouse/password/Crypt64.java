package dev.gatehouse.password;

import java.util.Arrays;

/** The Base64 of {@code crypt(3)}: its own alphabet, and the least significant six bits first. */
final class Crypt64 {
    private static final String ALPHABET = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private Crypt64() {}

    /** Returns the number that up to five characters of the alphabet spell. */
    static long number(String text) {
        long value = 0;
        for (int i = text.length() - 1; i >= 0; i--) {
            value = (value << 6) | ALPHABET.indexOf(text.charAt(i));
        }
        return value;
    }

    /** Returns the bytes that {@code text}, of the alphabet only, spells; each four characters are three bytes. */
    static byte[] bytes(String text) {
        byte[] bytes = new byte[text.length() * 6 / 8];
        for (int i = 0, out = 0; out < bytes.length; i += 4) {
            long group = number(text.substring(i, Math.min(i + 4, text.length())));
            for (int shift = 0; shift < 24 && out < bytes.length; shift += 8) {
                bytes[out++] = (byte) (group >> shift);
            }
        }
        return bytes;
    }

    /** Appends {@code count} characters that spell the low bits of {@code value}. */
    static void append(StringBuilder out, int value, int count) {
        for (int i = 0; i < count; i++) {
            out.append(ALPHABET.charAt((value >> (6 * i)) & 0x3f));
        }
    }

    /** Returns {@code unit} repeated and cut to {@code length} bytes. */
    static byte[] repeat(byte[] unit, int length) {
        byte[] repeated = Arrays.copyOf(unit, length);
        for (int i = unit.length; i < length; i++) {
            repeated[i] = unit[i % unit.length];
        }
        return repeated;
    }
}
