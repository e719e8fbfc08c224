package dev.gatehouse.userpool.maintenance;

import dev.gatehouse.UserId;
import dev.gatehouse.spi.store.Alias;
import dev.gatehouse.spi.store.AliasClaim;
import dev.gatehouse.spi.store.AliasKey;
import dev.gatehouse.spi.store.Authenticator;
import dev.gatehouse.spi.store.AuthenticatorKey;
import dev.gatehouse.spi.store.Member;
import dev.gatehouse.spi.store.MemberKey;
import dev.gatehouse.spi.store.PasswordAuthenticator;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.UserKey;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.userpool.internal.context.PoolContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Removes what flows left behind whose process died before their commit. Age is politeness only: what makes it right
 * is the fence (protocol rule 4), a write to the row that such a flow would commit.
 */
final class Orphans {
    /** For how long a row without its user is left alone: flows give up after a minute. */
    static final Duration AGE = Duration.ofHours(1);

    private static final Duration FENCE = Duration.ofHours(24);

    private final PoolContext context;

    Orphans(PoolContext context) {
        this.context = context;
    }

    /** Releases a claim if its user's row does not name it. */
    boolean release(Row<AliasKey, Alias> row) {
        UserId user = row.value().user();
        if (young(row.value().claimedAt())) {
            return false;
        }
        Optional<Versioned<UserRow>> holder = find(user);
        AliasClaim entry = holder.map(
                        found -> found.value().aliases().get(row.key().kind()))
                .orElse(null);
        if (entry != null && entry.claim().equals(row.version())) {
            // Honoured; or its user is being deleted, or ran out, and takes the claim with it.
            return false;
        }
        return fenced(user, holder) && context.stores().aliases().delete(row.key(), row.version());
    }

    /** Removes an authenticator that has no user. */
    boolean remove(Row<AuthenticatorKey, Authenticator> row) {
        UserId user = row.key().user();
        if (row.value() instanceof PasswordAuthenticator password && young(password.setAt())) {
            return false;
        }
        Optional<Versioned<UserRow>> holder = find(user);
        boolean orphan = holder.map(found -> found.value().state() == UserRow.State.TOMBSTONE)
                .orElse(true);
        return orphan
                && fenced(user, holder)
                && context.stores().authenticators().delete(row.key(), row.version());
    }

    /** Drops an entry of a group's list whose user is not in the group. */
    boolean unlist(Row<MemberKey, Member> row) {
        if (young(row.value().since())) {
            return false;
        }
        boolean counts = find(row.key().user())
                .map(found -> found.value().memberships().containsKey(row.key().group()))
                .orElse(false);
        return !counts && context.stores().members().delete(row.key(), row.version());
    }

    private boolean young(Instant since) {
        return context.now().isBefore(since.plus(AGE));
    }

    private Optional<Versioned<UserRow>> find(UserId user) {
        return context.stores().users().find(new UserKey(context.pool(), user));
    }

    /** Writes to the holder's row, so that a commit on what was read before is lost. */
    private boolean fenced(UserId user, Optional<Versioned<UserRow>> holder) {
        UserKey key = new UserKey(context.pool(), user);
        if (holder.isEmpty()) {
            UserRow tombstone = UserRow.builder()
                    .state(UserRow.State.TOMBSTONE)
                    .expiresAt(context.now().plus(FENCE))
                    .build();
            return context.stores().users().insert(key, tombstone, context.newWrite());
        }
        UserRow row = holder.get().value();
        return row.state() != UserRow.State.LIVE
                || context.stores().users().replace(key, holder.get().version(), row, context.newWrite());
    }
}
