package dev.gatehouse.aws;

/**
 * What an STS said instead of credentials.
 *
 * @param code the error code without {@code Exception}, 1 to 64 letters, digits, dots and hyphens
 */
record StsFault(String code) {}
