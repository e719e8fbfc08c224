package dev.gatehouse.name;

/**
 * A name in the one form under which it is stored and looked up. Only {@link Names} makes one from input.
 *
 * @param value the canonical form; two spellings of one name have equal values
 * @param ruleVersion the version of the rules and of the Unicode table that made it
 */
public record CanonicalName(String value, int ruleVersion) {}
