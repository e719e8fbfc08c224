package dev.gatehouse;

/**
 * The name of a role within an identity pool.
 *
 * @param value 1 to 64 characters of {@code [A-Za-z0-9_+=,.@-]}
 */
public record RoleName(String value) {
    public RoleName {
        Identifiers.ROLE.require(value, "role name");
    }

    @Override
    public String toString() {
        return value;
    }
}
