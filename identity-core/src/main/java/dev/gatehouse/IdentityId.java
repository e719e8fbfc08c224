package dev.gatehouse;

/**
 * The identifier of an identity in an identity pool, such as {@code eu-west-1:1cd55b65-…}.
 *
 * @param value 1 to 128 characters of {@code [A-Za-z0-9_:-]}
 */
public record IdentityId(String value) {
    public IdentityId {
        Identifiers.POOL.require(value, "identity id");
    }

    @Override
    public String toString() {
        return value;
    }
}
