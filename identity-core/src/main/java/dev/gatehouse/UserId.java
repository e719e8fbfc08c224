package dev.gatehouse;

/**
 * The immutable identifier of a user within a pool; the {@code sub} claim of its tokens.
 *
 * @param value 1 to 128 characters of {@code [A-Za-z0-9_-]}
 */
public record UserId(String value) {
    public UserId {
        Identifiers.USER.require(value, "user id");
    }

    @Override
    public String toString() {
        return value;
    }
}
