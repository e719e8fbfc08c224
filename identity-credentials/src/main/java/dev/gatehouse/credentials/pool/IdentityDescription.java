package dev.gatehouse.credentials.pool;

import dev.gatehouse.IdentityId;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What an administrator may know of an identity. Immutable. */
public final class IdentityDescription {
    private final IdentityId id;
    private final SortedSet<String> logins;
    private final boolean enabled;
    private final Instant createdAt;
    private final Instant modifiedAt;

    IdentityDescription(
            IdentityId id, SortedSet<String> logins, boolean enabled, Instant createdAt, Instant modifiedAt) {
        this.id = id;
        this.logins = Collections.unmodifiableSortedSet(new TreeSet<>(logins));
        this.enabled = enabled;
        this.createdAt = createdAt;
        this.modifiedAt = modifiedAt;
    }

    public IdentityId id() {
        return id;
    }

    /** Returns the names of the providers whose logins are linked; empty for guests. */
    public SortedSet<String> logins() {
        return logins;
    }

    /** Returns false if an administrator disabled it or it was merged into another. */
    public boolean enabled() {
        return enabled;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant modifiedAt() {
        return modifiedAt;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IdentityDescription that
                && id.equals(that.id)
                && logins.equals(that.logins)
                && enabled == that.enabled
                && createdAt.equals(that.createdAt)
                && modifiedAt.equals(that.modifiedAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, modifiedAt);
    }

    @Override
    public String toString() {
        return "IdentityDescription[" + id + "]";
    }
}
