package dev.gatehouse.userpool.group;

import dev.gatehouse.Cursor;
import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Page;
import dev.gatehouse.Refusal;
import dev.gatehouse.UserId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.Member;
import dev.gatehouse.spi.store.MemberKey;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.UserKey;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.user.Group;
import dev.gatehouse.user.User;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.directory.Directory;
import dev.gatehouse.userpool.internal.directory.Found;
import dev.gatehouse.userpool.internal.directory.Tries;
import dev.gatehouse.userpool.internal.group.GroupDirectory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is in which group: protocols "add to group" and "remove from group". The user's own row is the truth; the entry in
 * the group's list is written anew before it and removed after it, by the version that was read before.
 */
final class Membership {
    static final int MAX_GROUPS_OF_USER = 100;

    private final PoolContext context;
    private final Directory directory;
    private final GroupDirectory groups;

    Membership(PoolContext context, GroupDirectory groups) {
        this.context = context;
        this.directory = new Directory(context);
        this.groups = groups;
    }

    Outcome<Done> add(UserId user, String group) {
        return Tries.run(context, tries -> {
            Optional<WriteId> incarnation =
                    groups.find(group).map(row -> row.value().group().incarnation());
            Optional<Found> found = directory.find(user);
            if (incarnation.isEmpty() || found.isEmpty()) {
                return Optional.of(
                        Outcome.refused(found.isEmpty() ? ErrorCode.USER_NOT_FOUND : ErrorCode.RESOURCE_NOT_FOUND));
            }
            Map<String, WriteId> memberships = new HashMap<>(found.get().row().memberships());
            if (incarnation.get().equals(memberships.put(group, incarnation.get()))) {
                return Optional.of(Outcome.done());
            }
            if (memberships.size() > MAX_GROUPS_OF_USER) {
                memberships
                        .keySet()
                        .removeIf(name ->
                                !name.equals(group) && isVoid(name, found.get().row()));
            }
            if (memberships.size() > MAX_GROUPS_OF_USER) {
                return Optional.of(Outcome.refused(Refusal.of(ErrorCode.LIMIT_EXCEEDED, "user.groups")));
            }
            return list(user, group) && commit(tries, found.get(), memberships)
                    ? Optional.of(Outcome.done())
                    : Optional.empty();
        });
    }

    /** Whether a membership is of a group that is gone or was made again. */
    private boolean isVoid(String name, UserRow row) {
        return groups.find(name)
                .filter(found -> found.value()
                        .group()
                        .incarnation()
                        .equals(row.memberships().get(name)))
                .isEmpty();
    }

    /** Writes the entry of the list anew, so that a removal that is under way does not delete it. */
    private boolean list(UserId user, String group) {
        MemberKey key = new MemberKey(context.pool(), group, user);
        Member member = new Member(context.now());
        Optional<Versioned<Member>> standing = context.stores().members().find(key);
        return standing.isPresent()
                ? context.stores().members().replace(key, standing.get().version(), member, context.newWrite())
                : context.stores().members().insert(key, member, context.newWrite());
    }

    private boolean commit(Tries tries, Found found, Map<String, WriteId> memberships) {
        UserRow next = found.row().toBuilder().memberships(memberships).build();
        UserKey key = new UserKey(context.pool(), found.id());
        return tries.inTime() && context.stores().users().replace(key, found.version(), next, context.newWrite());
    }

    Outcome<Done> remove(UserId user, String group) {
        return Tries.run(context, tries -> {
            MemberKey key = new MemberKey(context.pool(), group, user);
            Optional<Versioned<Member>> entry = context.stores().members().find(key);
            Optional<Found> found = directory.find(user);
            if (found.isEmpty()) {
                return Optional.of(Outcome.refused(ErrorCode.USER_NOT_FOUND));
            }
            Map<String, WriteId> memberships = new HashMap<>(found.get().row().memberships());
            if (memberships.remove(group) == null) { // the entry, if any, belongs to an addition that is under way
                return Optional.of(Outcome.done());
            }
            if (!commit(tries, found.get(), memberships)) {
                return Optional.empty();
            }
            entry.ifPresent(listed -> context.stores().members().delete(key, listed.version()));
            return Optional.of(Outcome.done());
        });
    }

    Page<User> page(Group group, Optional<Cursor> cursor, int limit) {
        Page<Row<MemberKey, Member>> entries =
                context.stores().members().ofGroup(context.pool(), group.name(), cursor, limit);
        List<User> users = entries.items().stream()
                .flatMap(entry -> directory.find(entry.key().user()).stream())
                .filter(found ->
                        group.incarnation().equals(found.row().memberships().get(group.name())))
                .map(Found::user)
                .toList();
        return new Page<>(users, entries.next());
    }
}
