package dev.gatehouse.user;

/** What the text of an attribute's value must be. The names are the reference service's {@code AttributeDataType}. */
public enum AttributeType {
    /** Text without control characters; bounds are lengths in characters. */
    STRING,
    /** A whole number of at most 18 digits; bounds are values. */
    NUMBER,
    /** A moment in ISO 8601 with an offset, as {@code 2026-11-21T10:15:30Z}. */
    DATE_TIME,
    /** {@code true} or {@code false}. */
    BOOLEAN
}
