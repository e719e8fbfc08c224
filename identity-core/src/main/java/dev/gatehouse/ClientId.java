package dev.gatehouse;

/**
 * The identifier of an app client of a user pool.
 *
 * @param value 1 to 128 characters of {@code [A-Za-z0-9_+]}
 */
public record ClientId(String value) {
    public ClientId {
        Identifiers.require(value, Identifiers.CLIENT, "client id");
    }

    @Override
    public String toString() {
        return value;
    }
}
