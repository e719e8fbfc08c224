package dev.gatehouse.endurance.kill;

import java.util.Optional;

/**
 * One user's way through the house, the same for the process that walks it and the one that inspects.
 *
 * @param run the run of the process that is killed
 * @param thread the thread that walks
 * @param number counts the thread's visitors
 */
record Visitor(int run, int thread, int number) {
    String name() {
        return "r" + run + "t" + thread + "n" + number;
    }

    String email() {
        return name() + "@example.org";
    }

    /** Every third visitor wants an address that those of the other threads want too. */
    String nextEmail() {
        return number % 3 == 1 ? "shared" + run + "@example.org" : name() + "@moved.example.org";
    }

    boolean signsOut() {
        return number % 3 != 2;
    }

    boolean leavesForGood() {
        return number % 3 == 0;
    }

    Visitor next() {
        return new Visitor(run, thread, number + 1);
    }

    /** Returns the step that may have happened unacknowledged; none when the visit had ended. */
    Optional<Step> after(Step last) {
        return switch (last) {
            case REGISTERED -> Optional.of(Step.CONFIRMED);
            case CONFIRMED -> Optional.of(Step.SIGNED_IN);
            case SIGNED_IN -> Optional.of(Step.REFRESHED);
            case REFRESHED -> Optional.of(Step.MOVED);
            case MOVED, STAYED -> Optional.of(Step.SIGNED_OUT).filter(step -> signsOut());
            case SIGNED_OUT -> Optional.of(Step.RETURNED).filter(step -> leavesForGood());
            case RETURNED -> Optional.of(Step.DELETED);
            case DELETED -> Optional.empty();
        };
    }
}
