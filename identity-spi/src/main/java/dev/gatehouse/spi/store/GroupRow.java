package dev.gatehouse.spi.store;

import dev.gatehouse.user.Group;

/** What is stored of a group. */
public record GroupRow(Group group, State state) {
    /** Where a group row stands. */
    public enum State {
        /** The group exists. */
        LIVE,
        /** The group is gone for every reader; clean-up goes on. */
        DELETING
    }
}
