package dev.gatehouse;

/**
 * The identifier of one sign-in and of every token that descends from it; their {@code origin_jti} claim.
 *
 * @param value 1 to 128 characters of {@code [A-Za-z0-9_-]}
 */
public record FamilyId(String value) {
    public FamilyId {
        Identifiers.USER.require(value, "family id");
    }

    @Override
    public String toString() {
        return value;
    }
}
