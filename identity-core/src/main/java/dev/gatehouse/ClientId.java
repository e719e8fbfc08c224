package dev.gatehouse;

import org.jspecify.annotations.Nullable;

/**
 * The identifier of an app client of a user pool.
 *
 * @param value 1 to 128 characters of {@code [A-Za-z0-9_+]}
 */
public record ClientId(String value) {
    public ClientId {
        Identifiers.CLIENT.require(value, "client id");
    }

    // What the language makes of a record's equals and hashCode is put together when first called: 15 ms of a start.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClientId id && value.equals(id.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
