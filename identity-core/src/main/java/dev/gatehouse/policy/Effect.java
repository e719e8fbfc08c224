package dev.gatehouse.policy;

/** What a statement does to a request that it applies to. */
public enum Effect {
    /** Grants it, unless a limit or a deny stands against it. */
    ALLOW,
    /** Refuses it, whatever else allows it. */
    DENY
}
