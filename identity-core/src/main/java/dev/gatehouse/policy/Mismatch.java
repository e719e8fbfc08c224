package dev.gatehouse.policy;

/** The element of a statement that kept it from applying to a request. Grows when the language does. */
public enum Mismatch {
    /** Nothing: the statement applied. */
    NONE,
    /** Action or NotAction. */
    ACTION,
    /** Principal or NotPrincipal. */
    PRINCIPAL,
    /** Resource or NotResource. */
    RESOURCE,
    /** An operator and key of Condition. */
    CONDITION
}
