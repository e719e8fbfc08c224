package dev.gatehouse.name;

import java.util.Arrays;
import java.util.Optional;

/** Punycode for labels of at most 63 characters (RFC 3492, sections 5 and 6). Stateless. */
final class Punycode {
    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_N = 128;
    private static final int MAX_LABEL = 63;

    private Punycode() {}

    /** Returns the encoding of a label without its prefix. The label has at most 63 code points. */
    static String encode(int[] label) {
        StringBuilder out = new StringBuilder(label.length * 2);
        for (int point : label) {
            if (point < INITIAL_N) {
                out.append((char) point);
            }
        }
        int basic = out.length();
        if (basic > 0) {
            out.append('-');
        }
        int n = INITIAL_N;
        int delta = 0;
        int bias = INITIAL_BIAS;
        for (int handled = basic; handled < label.length; ) {
            int next = UnicodeTable.MAX;
            for (int point : label) {
                next = point >= n && point < next ? point : next;
            }
            delta += (next - n) * (handled + 1); // at most 0x110000 * 64: no overflow
            n = next;
            for (int point : label) {
                if (point < n) {
                    delta++;
                } else if (point == n) {
                    appendNumber(delta, bias, out);
                    bias = adapt(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta++;
            n++;
        }
        return out.toString();
    }

    /** Returns the code points of a label without its prefix, or nothing if it is not Punycode. */
    static Optional<int[]> decode(String encoded) {
        if (encoded.length() > MAX_LABEL) {
            return Optional.empty();
        }
        int basic = Math.max(0, encoded.lastIndexOf('-'));
        int[] label = new int[encoded.length()];
        int size = 0;
        for (; size < basic; size++) {
            label[size] = encoded.charAt(size);
        }
        long n = INITIAL_N;
        long index = 0;
        int bias = INITIAL_BIAS;
        for (int in = basic > 0 ? basic + 1 : 0; in < encoded.length(); ) {
            long before = index;
            long weight = 1;
            for (int k = BASE; ; k += BASE) {
                int digit = in < encoded.length() ? digit(encoded.charAt(in++)) : -1;
                if (digit < 0 || weight > Integer.MAX_VALUE) {
                    return Optional.empty();
                }
                index += digit * weight;
                int threshold = threshold(k, bias);
                if (digit < threshold) {
                    break;
                }
                weight *= BASE - threshold;
            }
            if (index > Integer.MAX_VALUE) {
                return Optional.empty();
            }
            bias = adapt((int) (index - before), size + 1, before == 0);
            n += index / (size + 1);
            index %= size + 1;
            if (n > UnicodeTable.MAX || (n >= 0xD800 && n <= 0xDFFF)) {
                return Optional.empty();
            }
            System.arraycopy(label, (int) index, label, (int) index + 1, size - (int) index);
            label[(int) index++] = (int) n;
            size++;
        }
        return Optional.of(Arrays.copyOf(label, size));
    }

    private static void appendNumber(int delta, int bias, StringBuilder out) {
        int rest = delta;
        for (int k = BASE; ; k += BASE) {
            int threshold = threshold(k, bias);
            if (rest < threshold) {
                out.append(letter(rest));
                return;
            }
            out.append(letter(threshold + (rest - threshold) % (BASE - threshold)));
            rest = (rest - threshold) / (BASE - threshold);
        }
    }

    private static int threshold(int k, int bias) {
        return Math.max(T_MIN, Math.min(T_MAX, k - bias));
    }

    private static int adapt(int delta, int points, boolean first) {
        int rest = first ? delta / DAMP : delta / 2;
        rest += rest / points;
        int k = 0;
        while (rest > (BASE - T_MIN) * T_MAX / 2) {
            rest /= BASE - T_MIN;
            k += BASE;
        }
        return k + (BASE - T_MIN + 1) * rest / (rest + SKEW);
    }

    private static char letter(int digit) {
        return (char) (digit < 26 ? 'a' + digit : '0' + digit - 26);
    }

    private static int digit(char letter) {
        if (letter >= 'a' && letter <= 'z') {
            return letter - 'a';
        }
        return letter >= '0' && letter <= '9' ? letter - '0' + 26 : -1;
    }
}
