package dev.gatehouse.policy;

/** What comparing one value of a policy with one value of a request gave. */
enum Match {
    YES,
    NO,
    /** The policy's value needs a variable that the request has no single value for. */
    UNRESOLVED;

    static Match of(boolean matched) {
        return matched ? YES : NO;
    }
}
