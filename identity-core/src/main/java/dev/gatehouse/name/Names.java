package dev.gatehouse.name;

/** The door of this package: from what a user typed to a canonical name, or a refusal. */
public final class Names {
    private Names() {}
}
