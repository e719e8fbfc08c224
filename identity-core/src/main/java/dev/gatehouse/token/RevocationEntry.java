package dev.gatehouse.token;

import dev.gatehouse.FamilyId;
import dev.gatehouse.IdentityId;
import dev.gatehouse.RoleName;
import dev.gatehouse.UserId;
import java.time.Instant;

/** One thing that was revoked, as a revocation log keeps it. Applying an entry twice, or late, changes nothing. */
public sealed interface RevocationEntry {
    /** All tokens of a sign-in are void; the entry may be forgotten at {@code until}, when the last of them ends. */
    record Family(FamilyId family, Instant until) implements RevocationEntry {}

    /** What carries a lower epoch of this user is void. */
    record User(UserId user, long epoch) implements RevocationEntry {}

    /** What carries a lower epoch of the pool is void. */
    record Pool(long epoch) implements RevocationEntry {}

    /** What carries a lower epoch of this role is void. */
    record Role(RoleName role, long epoch) implements RevocationEntry {}

    /** What carries a lower epoch of this identity is void. */
    record Identity(IdentityId identity, long epoch) implements RevocationEntry {}
}
