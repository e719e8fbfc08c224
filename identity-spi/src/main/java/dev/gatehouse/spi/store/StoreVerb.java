package dev.gatehouse.spi.store;

/**
 * Which verb of which store is called.
 *
 * @param store the store as {@link Stores} names it, such as {@code users}
 * @param name the verb, such as {@code replace}
 */
public record StoreVerb(String store, String name) {
    /** Returns whether the verb may change a row. */
    public boolean isWrite() {
        return switch (name) {
            case "find", "page", "ofUser", "ofKind", "ofGroup", "since" -> false;
            default -> true;
        };
    }

    /** Returns whether the verb's true names a winner: insert, replace and take, but not delete or revoke. */
    public boolean choosesWinner() {
        return switch (name) {
            case "insert", "replace", "take" -> true;
            default -> false;
        };
    }

    /** Returns store and name, such as {@code users.replace}. */
    @Override
    public String toString() {
        return store + "." + name;
    }
}
