package dev.gatehouse.userpool.internal.directory;

import dev.gatehouse.UserId;
import dev.gatehouse.spi.store.Alias;
import dev.gatehouse.spi.store.AliasKey;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.spi.store.Versioned;
import java.time.Instant;
import java.util.Optional;

/**
 * A name and its holder as two reads saw them.
 *
 * @param alias the claim's row, if there is one
 * @param holder the row of the user that claims the name, whatever its state
 * @param at when they were read
 */
public record Seen(AliasKey key, Optional<Versioned<Alias>> alias, Optional<Versioned<UserRow>> holder, Instant at) {
    /** Returns the user whose name this is: live, and naming this very claim (protocol rule 2). */
    public Optional<Found> owner() {
        return alias.flatMap(claim -> holder.filter(row -> Found.live(row.value(), at))
                .filter(row -> names(row.value(), claim))
                .map(row -> new Found(claim.value().user(), row.value(), row.version())));
    }

    /** Returns whether the name belongs to somebody else. */
    public boolean ownedByOther(UserId me) {
        return owner().filter(found -> !found.id().equals(me)).isPresent();
    }

    private boolean names(UserRow row, Versioned<Alias> claim) {
        return Optional.ofNullable(row.aliases().get(key.kind()))
                .filter(entry -> entry.claim().equals(claim.version()))
                .filter(entry -> entry.canonical().equals(key.canonical()))
                .isPresent();
    }
}
