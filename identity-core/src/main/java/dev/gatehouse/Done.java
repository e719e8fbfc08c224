package dev.gatehouse;

/** The value of an operation that has nothing to return. */
public enum Done {
    DONE
}
