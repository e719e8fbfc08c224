package dev.gatehouse.benchmarks.policy;

/** The rules that every engine is given: user {@code i} has the folder {@code photos/u<i>/}. */
final class Folders {
    static final String ACTION = "GetObject";

    private Folders() {}

    static String folder(int user) {
        return "photos/u" + user + "/";
    }

    /** A photo of the last of {@code n} users. */
    static String last(int n) {
        return folder(n - 1) + "2026/sunset.jpg";
    }

    /** A photo that no rule speaks of. */
    static String foreign() {
        return "photos/somebody/2026/sunset.jpg";
    }

    /** Stops a benchmark whose engine decides wrongly. */
    static void require(boolean right) {
        if (!right) {
            throw new IllegalStateException("the engine lets the caller at the folders of the rules and at no other");
        }
    }
}
