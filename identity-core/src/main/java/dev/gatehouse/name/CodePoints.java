package dev.gatehouse.name;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import java.util.Arrays;

/** A growing list of code points, and the way between text and code points. Not thread-safe. */
final class CodePoints {
    private int[] points;
    private int size;

    CodePoints(int capacity) {
        points = new int[Math.max(4, capacity)];
    }

    /** Returns the code points of well-formed UTF-16, or a refusal if a surrogate stands alone. */
    static Outcome<int[]> of(CharSequence text) {
        int[] points = new int[text.length()];
        int size = 0;
        for (int i = 0; i < text.length(); i++) {
            int unit = text.charAt(i);
            if (unit >= 0xD800 && unit <= 0xDFFF) {
                int low = unit < 0xDC00 && i + 1 < text.length() ? text.charAt(++i) : 0;
                if (low < 0xDC00 || low > 0xDFFF) {
                    Arrays.fill(points, 0);
                    return refused("name.unpaired-surrogate");
                }
                unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
            }
            points[size++] = unit;
        }
        int[] exact = Arrays.copyOf(points, size);
        Arrays.fill(points, 0);
        return Outcome.success(exact);
    }

    static String text(int[] points) {
        return new String(points, 0, points.length);
    }

    static <T> Outcome<T> refused(String rule) {
        return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, rule));
    }

    void add(int point) {
        if (size == points.length) {
            int[] grown = Arrays.copyOf(points, size * 2);
            Arrays.fill(points, 0);
            points = grown;
        }
        points[size++] = point;
    }

    void addAll(int[] more) {
        for (int point : more) {
            add(point);
        }
    }

    int get(int index) {
        return points[index];
    }

    void set(int index, int point) {
        points[index] = point;
    }

    int size() {
        return size;
    }

    void truncate(int newSize) {
        size = newSize;
    }

    /** Returns the list and wipes this copy of it. */
    int[] take() {
        int[] exact = Arrays.copyOf(points, size);
        Arrays.fill(points, 0);
        size = 0;
        return exact;
    }
}
