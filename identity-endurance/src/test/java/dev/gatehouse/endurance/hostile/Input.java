package dev.gatehouse.endurance.hostile;

import java.util.List;
import java.util.function.Supplier;

/**
 * What is typed. Every text holds {@link #MARK}, by which a trace of it is found.
 *
 * @param name what is wrong with it
 * @param text makes it
 */
record Input(String name, Supplier<String> text) {
    static final String MARK = "zyxcanaryxyz";
    private static final int MEBIBYTE = 1 << 20;

    static List<Input> all() {
        return List.of(
                of("empty", ""),
                of("a control character", MARK + "\u0000\u0007@example.org"),
                of("a line feed", MARK + "\nINFO forged line"),
                of("right-to-left override", MARK + "\u202e@example.org"),
                of("bidirectional isolate", "\u2066" + MARK),
                of("an unpaired high surrogate", MARK + "\ud800"),
                of("an unpaired low surrogate", "\udc00" + MARK + "@example.org"),
                of("an unassigned code point", MARK + "\u0378"),
                of("three empty parts", MARK + "..."),
                of("not Base64url", "eyJ" + MARK + ".!!.??"),
                new Input("a mebibyte of letters", () -> MARK + "x".repeat(MEBIBYTE)),
                new Input("a mebibyte of dots", () -> MARK + ".".repeat(MEBIBYTE)),
                new Input("a mebibyte of combining accents", () -> MARK + "\u0301".repeat(MEBIBYTE)),
                new Input("a mebibyte of brackets", () -> MARK + "{\"a\":[".repeat(MEBIBYTE / 6)));
    }

    private static Input of(String name, String text) {
        return new Input(name, () -> text);
    }

    @Override
    public String toString() {
        return name;
    }
}
