package dev.gatehouse.policy;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A block of IPv4 or IPv6 addresses. Text is read here and never resolved; an IPv4 address inside IPv6
 * ({@code ::ffff:a.b.c.d}) is the IPv4 address, so that it cannot slip past an IPv4 block.
 */
final class CidrBlock {
    private final byte[] network;
    private final int bits;

    private CidrBlock(byte[] network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    /** Returns the block, or null if the text is neither an address nor a block. */
    static @Nullable CidrBlock parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = address(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            return null;
        }
        int bits = slash < 0 ? address.length * 8 : decimal(text.substring(slash + 1), address.length * 8);
        return bits < 0 ? null : new CidrBlock(address, bits);
    }

    boolean contains(String text) {
        byte[] address = address(text);
        if (address == null || address.length != network.length) {
            return false;
        }
        int whole = bits / 8;
        if (!Arrays.equals(address, 0, whole, network, 0, whole)) {
            return false;
        }
        int rest = bits % 8;
        return rest == 0 || (address[whole] & 0xff) >> (8 - rest) == (network[whole] & 0xff) >> (8 - rest);
    }

    private static byte @Nullable [] address(String text) {
        if (text.length() > 45) {
            return null;
        }
        return text.indexOf(':') < 0 ? v4(text) : v6(text);
    }

    private static byte @Nullable [] v4(String text) {
        String[] parts = text.split("\\.", -1);
        byte[] out = new byte[4];
        if (parts.length != out.length) {
            return null;
        }
        for (int i = 0; i < out.length; i++) {
            int part = decimal(parts[i], 255);
            if (part < 0) {
                return null;
            }
            out[i] = (byte) part;
        }
        return out;
    }

    private static byte @Nullable [] v6(String text) {
        int gap = text.indexOf("::");
        byte[] head = groups(gap < 0 ? text : text.substring(0, gap));
        byte[] tail = groups(gap < 0 ? "" : text.substring(gap + 2));
        if (head == null || tail == null || (gap < 0 ? head.length != 16 : head.length + tail.length > 14)) {
            return null;
        }
        byte[] out = Arrays.copyOf(head, 16);
        System.arraycopy(tail, 0, out, 16 - tail.length, tail.length);
        return isMapped(out) ? Arrays.copyOfRange(out, 12, 16) : out;
    }

    private static byte @Nullable [] groups(String text) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        String[] parts = text.split(":", -1);
        byte[] out = new byte[parts.length * 2 + 2];
        int length = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean dotted = i == parts.length - 1 && parts[i].indexOf('.') > 0;
            byte[] bytes = dotted ? v4(parts[i]) : group(parts[i]);
            if (bytes == null) {
                return null;
            }
            System.arraycopy(bytes, 0, out, length, bytes.length);
            length += bytes.length;
        }
        return length > 16 ? null : Arrays.copyOf(out, length);
    }

    private static byte @Nullable [] group(String text) {
        int value = 0;
        if (text.isEmpty() || text.length() > 4) {
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), 16) : -1;
            if (digit < 0) {
                return null;
            }
            value = value << 4 | digit;
        }
        return new byte[] {(byte) (value >> 8), (byte) value};
    }

    private static boolean isMapped(byte[] address) {
        for (int i = 0; i < 10; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return address[10] == (byte) 0xff && address[11] == (byte) 0xff;
    }

    /** Returns a number up to {@code max} without leading zeros, or -1. */
    private static int decimal(String text, int max) {
        if (text.isEmpty() || text.length() > 3 || (text.length() > 1 && text.charAt(0) == '0')) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value <= max ? value : -1;
    }
}
