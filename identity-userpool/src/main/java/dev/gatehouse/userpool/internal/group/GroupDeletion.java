package dev.gatehouse.userpool.internal.group;

import dev.gatehouse.Cursor;
import dev.gatehouse.Outcome;
import dev.gatehouse.Page;
import dev.gatehouse.UserId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.GroupKey;
import dev.gatehouse.spi.store.GroupRow;
import dev.gatehouse.spi.store.Member;
import dev.gatehouse.spi.store.MemberKey;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.UserKey;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.directory.Tries;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Deletes groups: protocol "delete group". The first write makes the group absent; the rest can be repeated from any
 * point, by anybody, at once. A membership that it misses names an incarnation that is gone, and does not count.
 */
public final class GroupDeletion {
    private static final int PAGE = 100;

    private final PoolContext context;

    public GroupDeletion(PoolContext context) {
        this.context = context;
    }

    /** Deletes a group, or goes on deleting it; false if another write came between. */
    public boolean delete(Tries tries, GroupKey key, Versioned<GroupRow> row) {
        if (row.value().state() == GroupRow.State.DELETING) {
            finish(key, row);
            return true;
        }
        GroupRow deleting = new GroupRow(row.value().group(), GroupRow.State.DELETING);
        WriteId write = context.newWrite();
        if (!tries.inTime() || !context.stores().groups().replace(key, row.version(), deleting, write)) {
            return false;
        }
        finish(key, new Versioned<>(deleting, write));
        return true;
    }

    /** Goes on with the deletion of a row whose state is {@code DELETING}, from its second write. */
    public void finish(GroupKey key, Versioned<GroupRow> row) {
        WriteId incarnation = row.value().group().incarnation();
        Optional<Cursor> cursor = Optional.empty();
        do {
            Page<Row<MemberKey, Member>> page =
                    context.stores().members().ofGroup(context.pool(), key.group(), cursor, PAGE);
            page.items().forEach(entry -> drop(entry, incarnation));
            cursor = page.next();
        } while (cursor.isPresent());
        context.stores().groups().delete(key, row.version());
    }

    private void drop(Row<MemberKey, Member> entry, WriteId incarnation) {
        UserId user = entry.key().user();
        String group = entry.key().group();
        Tries.run(context, tries -> {
            UserKey key = new UserKey(context.pool(), user);
            Optional<Versioned<UserRow>> found = context.stores().users().find(key);
            Map<String, WriteId> memberships =
                    new HashMap<>(found.map(row -> row.value().memberships()).orElse(Map.of()));
            if (!memberships.remove(group, incarnation)) {
                return Optional.of(Outcome.done());
            }
            UserRow next = found.orElseThrow().value().toBuilder()
                    .memberships(memberships)
                    .build();
            boolean won = tries.inTime()
                    && context.stores().users().replace(key, found.get().version(), next, context.newWrite());
            return won ? Optional.of(Outcome.done()) : Optional.empty();
        });
        context.stores().members().delete(entry.key(), entry.version());
    }
}
