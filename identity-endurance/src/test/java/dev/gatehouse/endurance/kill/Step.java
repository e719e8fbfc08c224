package dev.gatehouse.endurance.kill;

/** What a visitor was told to have happened, in the order of its visit. */
enum Step {
    REGISTERED,
    CONFIRMED,
    SIGNED_IN,
    REFRESHED,
    /** The new address was proved. */
    MOVED,
    /** The new address was somebody else's. */
    STAYED,
    SIGNED_OUT,
    /** Signed in again after the sign-out. */
    RETURNED,
    DELETED
}
