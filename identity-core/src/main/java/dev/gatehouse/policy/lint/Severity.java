package dev.gatehouse.policy.lint;

/** How much a finding matters. */
public enum Severity {
    /** Refused by the parser, or open to strangers. */
    ERROR,
    /** Most likely not what was meant. */
    WARNING,
    /** Worth a look. */
    ADVICE
}
