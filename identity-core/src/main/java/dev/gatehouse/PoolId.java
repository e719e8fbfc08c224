package dev.gatehouse;

/**
 * The identifier of a user pool or an identity pool, such as {@code eu-west-1_Ab3dE6gHi} or {@code eu-west-1:1cd55b65-…}.
 *
 * @param value 1 to 128 characters of {@code [A-Za-z0-9_:-]}
 */
public record PoolId(String value) {
    public PoolId {
        Identifiers.POOL.require(value, "pool id");
    }

    @Override
    public String toString() {
        return value;
    }
}
