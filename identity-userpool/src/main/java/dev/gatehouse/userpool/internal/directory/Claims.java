package dev.gatehouse.userpool.internal.directory;

import dev.gatehouse.UserId;
import dev.gatehouse.WriteId;
import dev.gatehouse.name.CanonicalName;
import dev.gatehouse.spi.store.Alias;
import dev.gatehouse.spi.store.AliasClaim;
import dev.gatehouse.spi.store.AliasKey;
import dev.gatehouse.spi.store.UserKey;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.user.AliasKind;
import dev.gatehouse.user.User;
import dev.gatehouse.userpool.internal.context.PoolContext;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Claims on names: looking at one, claiming it, taking it over, letting it go. A claim is an index entry; it counts
 * only once the claimant's own row names it, so a flow claims first and commits its own row after. Thread-safe.
 */
public final class Claims {
    /** For how long a fence keeps the row of a user that never came to be from being written. */
    static final Duration FENCE = Duration.ofHours(24);
    /** For how long a claim whose user has not committed is left alone: politeness, never correctness. */
    public static final Duration POLITENESS = Duration.ofSeconds(30);

    private final PoolContext context;

    public Claims(PoolContext context) {
        this.context = context;
    }

    /**
     * What a claim gave.
     *
     * @param entry what the claimant's own row must name for the claim to count
     * @param ownVersion the write that the claimant's own row carries now, to commit on: a claim left over from an
     *     earlier attempt of the same user is fenced like any other, which moves it; empty for a user without a row
     */
    public record Claimed(AliasClaim entry, Optional<WriteId> ownVersion) {}

    /** Returns the name and its holder. Always one read of the alias and one of a user. */
    public Seen look(AliasKey key) {
        Optional<Versioned<Alias>> alias = context.stores().aliases().find(key);
        UserId holder = alias.map(row -> row.value().user()).orElseGet(() -> decoy(key));
        Optional<Versioned<UserRow>> row = context.stores().users().find(new UserKey(context.pool(), holder));
        return new Seen(key, alias, alias.isPresent() ? row : Optional.empty(), context.now());
    }

    /** Returns the id that stands for the absent user of a name: the same every time, and nobody's. */
    public UserId decoy(AliasKey key) {
        byte[] digest = context.secret().mac("decoy.user", key.kind().name(), key.canonical());
        return new UserId("decoy-" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
    }

    /**
     * Claims a name for a user that has no row yet.
     *
     * @param seen the name as it was seen; must not be owned
     * @param raw the name as typed
     * @return the claim, or empty if a write was lost or a young claim is left alone: start again from the reads
     */
    public Optional<Claimed> claim(Seen seen, UserId me, String raw, CanonicalName name) {
        return claim(seen, me, raw, name, false);
    }

    /**
     * Claims a name for a user, by insert or TAKE-OVER (protocol rule 4).
     *
     * @param me the claimant's own row, read before {@code seen}
     * @param forced whether the name is taken from a live owner, which loses it and its verification
     * @return the claim, or empty if a write was lost or a young claim is left alone: start again from the reads
     */
    public Optional<Claimed> claim(Seen seen, Found me, String raw, CanonicalName name, boolean forced) {
        boolean moved =
                seen.alias().filter(row -> row.value().user().equals(me.id())).isPresent()
                        && seen.holder()
                                .filter(row -> row.version().equals(me.version()))
                                .isEmpty();
        if (moved) {
            return Optional.empty();
        }
        return claim(seen, me.id(), raw, name, forced)
                .map(claimed -> new Claimed(
                        claimed.entry(), Optional.of(claimed.ownVersion().orElse(me.version()))));
    }

    private Optional<Claimed> claim(Seen seen, UserId me, String raw, CanonicalName name, boolean forced) {
        if (!forced && seen.ownedByOther(me)) {
            throw new IllegalArgumentException("the name belongs to another user");
        }
        WriteId claim = context.newWrite();
        Alias mine = new Alias(me, raw, name.ruleVersion(), context.now());
        AliasClaim entry = new AliasClaim(seen.key().canonical(), claim);
        if (seen.alias().isEmpty()) {
            return context.stores().aliases().insert(seen.key(), mine, claim)
                    ? Optional.of(new Claimed(entry, Optional.empty()))
                    : Optional.empty();
        }
        Versioned<Alias> old = seen.alias().get();
        boolean own = old.value().user().equals(me);
        if (own && seen.owner().isPresent()) {
            return Optional.of(new Claimed(
                    new AliasClaim(seen.key().canonical(), old.version()),
                    seen.holder().map(Versioned::version)));
        }
        boolean young = context.now().isBefore(old.value().claimedAt().plus(POLITENESS));
        if (young && !own && !forced) {
            return Optional.empty();
        }
        Optional<WriteId> fence = fence(seen, old.value().user());
        if (fence.isEmpty() || !context.stores().aliases().replace(seen.key(), old.version(), mine, claim)) {
            return Optional.empty();
        }
        return Optional.of(new Claimed(entry, own ? fence : Optional.empty()));
    }

    /** Lets a claim go that no row names any more. Harmless if another has the name by now. */
    public void release(AliasKey key, WriteId claim) {
        context.stores().aliases().delete(key, claim);
    }

    /**
     * Sees to it that the holder's row can no longer be committed with the claim that is about to be taken.
     *
     * @return the version of the holder's row, or empty if a write was lost
     */
    private Optional<WriteId> fence(Seen seen, UserId holder) {
        UserKey key = new UserKey(context.pool(), holder);
        WriteId write = context.newWrite();
        if (seen.holder().isEmpty()) {
            UserRow tombstone = UserRow.builder()
                    .state(UserRow.State.TOMBSTONE)
                    .expiresAt(context.now().plus(FENCE))
                    .build();
            return context.stores().users().insert(key, tombstone, write) ? Optional.of(write) : Optional.empty();
        }
        Versioned<UserRow> row = seen.holder().get();
        if (row.value().state() != UserRow.State.LIVE) {
            return Optional.of(row.version());
        }
        UserRow dropped = dropped(seen, row.value());
        return context.stores().users().replace(key, row.version(), dropped, write)
                ? Optional.of(write)
                : Optional.empty();
    }

    /** Returns the row without its entry for this very claim, and without the verification that came with it. */
    private UserRow dropped(Seen seen, UserRow row) {
        AliasKind kind = seen.key().kind();
        AliasClaim entry = row.aliases().get(kind);
        if (entry == null || !entry.canonical().equals(seen.key().canonical())) {
            return row;
        }
        Map<AliasKind, AliasClaim> aliases = new HashMap<>(row.aliases());
        aliases.remove(kind);
        Optional<User> profile = row.profile().map(user -> Addresses.unverified(user, kind, context.now()));
        return row.toBuilder().aliases(aliases).profile(profile).build();
    }
}
