package dev.gatehouse.endurance.kill;

import java.util.List;
import java.util.Optional;

/**
 * One acknowledged step.
 *
 * @param values what the visitor was given: its id, or its refresh and access token
 */
record Ack(Visitor visitor, Step step, List<String> values) {
    private static final String END = ".";
    private static final int HEAD = 4;

    String line() {
        return String.join(
                " ",
                step.name(),
                Integer.toString(visitor.run()),
                Integer.toString(visitor.thread()),
                Integer.toString(visitor.number()),
                String.join(" ", values),
                END);
    }

    /** Returns nothing for a line that the kill cut short: nobody was told. */
    static Optional<Ack> parse(String line) {
        List<String> words = List.of(line.trim().split(" +"));
        if (!words.get(words.size() - 1).equals(END)) {
            return Optional.empty();
        }
        Visitor visitor = new Visitor(
                Integer.parseInt(words.get(1)), Integer.parseInt(words.get(2)), Integer.parseInt(words.get(3)));
        return Optional.of(new Ack(visitor, Step.valueOf(words.get(0)), words.subList(HEAD, words.size() - 1)));
    }
}
